"""What the stories of `quotation_edits` are made of: people, statements, and sentences to tell them in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody made up."""

    name: str
    role: str
    pronoun: str

    @property
    def surname(self) -> str:
        """What later mentions call them."""
        return self.name.split()[-1]


PEOPLE = (
    Person("Ilse Brandt", "the harbour master", "she"),
    Person("Tomas Okell", "a spokesman for the ministry", "he"),
    Person("Mirela Voss", "the mayor of Hallin", "she"),
    Person("Dunstan Pray", "a union leader", "he"),
    Person("Amara Nwosu-Field", "the head of the inquiry", "she"),
    Person("Pavel Rusk", "the regional governor", "he"),
    Person("Greta Lindholm", "a retired judge", "she"),
    Person("Yusuf Adeyar", "the opposition leader", "he"),
    Person("Carla Mendry", "a schoolteacher", "she"),
    Person("Owen Tashley", "the company's chief executive", "he"),
    Person("Sunniva Krag", "a marine biologist", "she"),
    Person("Benedek Halasi", "the finance minister", "he"),
    Person("Leila Farrow", "a campaigner", "she"),
    Person("Hugo Stenmark", "the police chief", "he"),
    Person("Nadia Corrigan", "an economist at Wexby University", "she"),
    Person("Matteo Brandao", "the team's coach", "he"),
)

# A brace pair holds a fragment that an editor might quote alone; a bar parts clauses.
STORIES = {
    "ferry": """
The old ferry {has kept this island alive} for sixty years | and no minister has ever thanked its crew
We will {not sell a single boat} | until the bridge carries its first school bus
I grew up on that quay | and {I will not watch it rot} for want of a few thousand dollars
Every winter {the sea takes a little more} of the harbour | and every spring we patch it with borrowed cement
Passengers want {a timetable they can trust} | not another glossy brochure about the future
If the subsidy goes, {the last doctor goes with it} | and then the families will follow her
Our engineers found {eleven cracks in the hull} | but the owner painted over them and sailed the next morning
A bridge costs 40 million dollars | and {a ferry costs patience}, which is cheaper
Nobody asked the fishermen | although {they know these currents} better than any consultant from the capital
The government {favours a private operator} | because it does not want to answer for delays
Tourists love the crossing | but {islanders depend on it}, and {that is the whole difference}
We counted 312 cancelled sailings last year | and {not one was explained} to the people on the pier
The night boat is {a lifeline for the dialysis patients} | and I will defend it with everything I have
""",
    "school": """
Closing the village school would {tear the heart out} of this valley | and no bus can drive it back in
We have {nine pupils and two teachers} | and the roof needs more care than all of them together
My grandmother learned to read in that classroom | and {I intend to teach there} until somebody carries me out
The inspectors praised our results | yet {the ministry only counts heads}, never what is in them
A child of six {should not sit on a bus} for ninety minutes | when there is a warm stove next door
The numbers are {brutally simple} | and anyone who promises otherwise is selling dreams
Parents have {organised a rota} to paint the hall | because they no longer believe in letters from the capital
If we keep every small school open, {we fail the large ones} | where forty children share one microscope
I visited on a Tuesday | and {heard more laughter} than in our whole office building
The council {never voted on this plan} | it simply appeared in a budget table on page eighty-four
Teachers are {leaving in search of permanence} | and I cannot honestly ask them to stay
Give us {three more years} | and we will show you a centre for the whole district
""",
    "drought": """
The reservoir is {at eleven per cent} | and the forecast shows no rain before October
We are asking households to {halve what they use} | but we cannot ask that of cattle
Farmers {are drilling at night} | because they know that nobody will come to read the meters
This is {not a drought any more} | it is the climate our grandchildren will call normal
I have buried {four hundred almond trees} this summer | and I planted most of them with my father
The golf course is {greener than my conscience} | and I say that as one of its members
Pipes laid in 1931 {leak a third of our water} | before it ever reaches a kitchen
Rationing will begin on Monday | and {it will be enforced without favour} from the palace to the camp site
A desalination plant {takes seven years to build} | and the wells have seven weeks
Nobody should {profit from thirst} | and the tanker companies know exactly whom I mean
We were warned in three separate reports | and {filed them under weather}
The lower valley has {shared its water for centuries} | and it will not stop now
""",
    "stadium": """
The new stadium {will not cost taxpayers a penny} | once the naming rights are signed
I have heard that promise {in four different cities} | and paid for it in three of them
Supporters were {promised a roof} | and they got a drawing of a roof
Our players {train on a car park} | while the architects argue about the colour of the seats
The club {belongs to the people who sing} | not to a fund with an address in a tax haven
Moving the tram stop {adds twelve minutes} for wheelchairs | and nobody in that meeting had ever pushed one
We sold {every season ticket in two hours} | and that tells you what this team means
The noise study was {written before the measurements} | which is a remarkable way to do science
If the vote fails, {I will resign the same evening} | and I will not come back as a consultant
Concrete is {up by a fifth since January} | so the old budget is a work of fiction
A stadium can be {a neighbour or a fortress} | and this design has no windows to the street
The terraces {shook under us like a drum} | and the stewards told everybody to keep dancing
""",
    "tram": """
The tram line {was meant to join two halves} of the city | and so far it has only divided the council
Shopkeepers on Mill Street {have lost a whole summer} | and a voucher will not bring it back
We found {a Roman drain under the depot} | and it is in better shape than ours
Every month of delay {costs 2 million dollars} | and I am tired of signing the cheques
The contractor {walked off the site} | without so much as locking the gate
I ride the bus to work each morning | and {I have never met a minister on it}
The rails arrived {four millimetres too narrow} | and somebody had signed for them twice
Cyclists are {being asked to vanish} | from a street that they used to own
The first carriages {will run in the spring of next year} | and they will run on time
A city that cannot finish a tram | {should not be bidding for the games}
We are {not hiding the cost} | we simply do not know it yet
The tunnel is {dry, lit and completely empty} | and that is the saddest sentence in my report
""",
    "quota": """
The cod {are not coming back this decade} | whatever the quota says on paper
We throw {perfectly good fish} over the side | because a form in the capital has no box for it
My boat has {two years of loan left} | and eleven weeks of permitted sea
The survey was done {in the wrong bay} | in the wrong month and with the wrong net
Large trawlers {emptied these grounds in a night} | and small boats have been fined for it ever since
We recommend {a closed season of ninety days} | and we recommend it with a heavy heart
Science told us this in 2009 | and {we asked for a second opinion} until the sea was empty
The minister {has never gutted a herring} | but he signs the rules for those who do
A fish that is not caught | {breeds for the whole coast}, including the people who curse me
Buyers at the auction {will pay double by Easter} | and blame the crews for it
There is {no village without a harbour} | and no harbour without a landing right
Inspectors boarded us {seven times in one week} | and every time they asked for the same paper
""",
    "hospital": """
The children's ward {closes over my dead body} | and I am in excellent health
Nurses have {worked nineteen days without a break} | and some of them are sleeping in the laundry
The scanner {arrived without a plug} | which is funny only until you are the patient
We can {staff two hospitals badly} or one hospital well | and I will not pretend there is a third way
My son was born there at four in the morning | because {the next bed was ninety miles away}
The board has {lost the confidence of its doctors} | and it lost mine some time before
Waiting times {fell by a third last year} | and the people who did that deserve better than this
A petition of 9,000 names {is not a medical argument} | but it is an argument
We mislaid {six hundred patient files} | and found them behind a false wall in the canteen
Emergency care {will stay in the town} | as long as I hold this office
The consultants billed us {for a report of twelve pages} | nine of which were about themselves
I would rather {beg for money than for mercy} | so I am begging now
""",
    "recount": """
The recount {will change nothing} | except perhaps the way we print ballots
We found {two sealed boxes in a kitchen} | and nobody can tell us whose kitchen it was
I accept the result | but {I do not accept the silence} that came with it
Observers were {kept behind a rope} | at the exact distance from which one cannot read
A margin of 61 votes {is still a victory} | and I have the bruises to prove it
Democracy is {slow, dull and worth it} | and anyone in a hurry should buy a lottery ticket
The machines were {tested by their own maker} | in a hotel, on a Sunday, after lunch
My client {never touched the register} | and the video shows him asleep at the time
Every vote {was counted by two strangers} | who did not like each other, which is how it should be
If the court orders a new election | {we will be ready by breakfast}
The commission {buried its own warning} | in an appendix that was never translated
People queued for {five hours in the snow} | and they deserve an answer before the thaw
""",
}

FILLERS = (
    "The dispute has divided the town for most of the year.",
    "A final decision is expected before the end of the month.",
    "Several hundred people gathered outside the hall on Thursday evening.",
    "The documents, seen by this newspaper, run to more than two hundred pages.",
    "It was the third public meeting on the matter since the spring.",
    "Officials declined to answer questions about the cost.",
    "Opinion polls suggest that most residents have yet to make up their minds.",
    "The figures were published late on Friday without any comment.",
    "Work had been due to begin in March but was put off twice.",
    "Rain kept many people at home, and the benches at the back stayed empty.",
    "The regional court will hear the first complaint in two weeks.",
    "Similar plans were given up in two neighbouring districts last year.",
)

# How a whole statement is told: <Q> is the quotation, <who>, <Who> and <name> its speaker, <he> as a pronoun.
DIRECT = (
    "⟦<Q>,⟧ <who> said.",
    "⟦<Q>,⟧ said <name>.",
    "⟦<Q>,⟧ <who> told reporters.",
    "⟦<Q>,⟧ <who> told the meeting on Thursday.",
    "⟦<Q>,⟧ <who> said in an interview.",
    "⟦<Q>,⟧ <who> said after the vote.",
    "⟦<Q>,⟧ said <name>, who had arrived late.",
    "⟦<Q>,⟧ <who> said, shaking hands with everybody in the front row.",
    "⟦<Q>,⟧ <who> wrote in a letter to residents.",
    "⟦<Q>,⟧ <who> added.",
    "⟦<Q>,⟧ <who> argued.",
    "⟦<Q>,⟧ <who> warned.",
    "⟦<Q>,⟧ <who> insisted.",
    "⟦<Q>,⟧ <who> explained to the crowd.",
    "⟦<Q>,⟧ <who> recalled, looking out of the window.",
    "⟦<Q>,⟧ <who> said on local radio.",
    "⟦<Q>,⟧ <who> said in a statement on Friday.",
    "⟦<Q>,⟧ <who> told the regional assembly.",
    "⟦<Q>,⟧ <who> said by telephone from the capital.",
    "⟦<Q>,⟧ <who> concluded.",
    "<Who> said: ⟦<Q>.⟧",
    "<Who> told reporters: ⟦<Q>.⟧",
    "<Who> put it this way: ⟦<Q>.⟧",
    "In a statement, <who> said: ⟦<Q>.⟧",
    "Speaking outside the town hall, <who> said: ⟦<Q>.⟧",
    "<Who> replied: ⟦<Q>.⟧",
    "Asked about the criticism, <who> said: ⟦<Q>.⟧",
    "<Who> was blunt. ⟦<Q>,⟧ <he> said.",
    "<Who> did not hide the disappointment. ⟦<Q>,⟧ <he> said on Monday.",
    "After a long silence, <who> answered: ⟦<Q>.⟧",
    "⟦<Q>,⟧ <who> said through an interpreter.",
    "⟦<Q>,⟧ <who> said, according to the minutes of the meeting.",
    "The evening ended late. ⟦<Q>,⟧ <who> told a packed hall.",
    "⟦<Q>,⟧ said <name> on Wednesday, a day after the papers were published.",
)
# The clauses of a statement, parted by the article's own words.
PARTED = (
    "⟦<A>,⟧ <who> said, ⟦<B>.⟧",
    "⟦<A>,⟧ said <name>, ⟦<B>.⟧",
    "⟦<A>,⟧ <who> told reporters, ⟦<B>.⟧",
    "⟦<A>,⟧ <who> said on Friday, ⟦<B>.⟧",
)
# A whole statement run into the article's own sentence.
RUN_IN = (
    "<Who> said that ⟦<q>.⟧",
    "<Who> told the meeting that ⟦<q>.⟧",
    "<Who> argued that ⟦<q>.⟧",
    "In a letter to residents, <who> wrote that ⟦<q>.⟧",
    "<Who> warned on Monday that ⟦<q>.⟧",
    "<Who> insisted that ⟦<q>⟧ and then left the room.",
    "According to <name>, ⟦<q>.⟧",
    "Speaking on local radio, <who> said that ⟦<q>.⟧",
    "In the end, <who> conceded that ⟦<q>,⟧ and the hall fell silent.",
    "<Who> has often said that ⟦<q>.⟧",
)
# Fragments; <R> is the statement in reported speech with its fragments in marks.
FRAGMENT = (
    "<Who> said <R>.",
    "<Who> told reporters <R>.",
    "<Who> said on Thursday that <R>.",
    "<Who> argued that <R>.",
    "In an interview, <who> said <R>.",
    "<Who> warned that <R>.",
    "Speaking outside the town hall, <who> said <R>.",
    "In a statement on Friday, <who> said that <R>.",
    "<Who> told the meeting that <R>.",
    "<Who> insisted that <R>.",
)
# Reported speech without marks.
REPORTED = (
    "<Who> said that <R>.",
    "<Who> told reporters <R>.",
    "<Who> argued that <R>.",
    "<Who> said in an interview that <R>.",
    "<Who> warned that <R>.",
    "In a statement, <who> said <R>.",
    "<Who> told the assembly that <R>.",
    "According to <name>, <R>.",
)

AS_REPORTED = {
    "i": {"he": "he", "she": "she"},
    "my": {"he": "his", "she": "her"},
    "mine": {"he": "his", "she": "hers"},
    "me": {"he": "him", "she": "her"},
    "we": {"he": "they", "she": "they"},
    "our": {"he": "their", "she": "their"},
    "ours": {"he": "theirs", "she": "theirs"},
    "us": {"he": "them", "she": "them"},
    "will": {"he": "would", "she": "would"},
    "can": {"he": "could", "she": "could"},
    "cannot": {"he": "could not", "she": "could not"},
    "is": {"he": "was", "she": "was"},
    "am": {"he": "was", "she": "was"},
    "are": {"he": "were", "she": "were"},
    "have": {"he": "had", "she": "had"},
    "has": {"he": "had", "she": "had"},
    "do": {"he": "did", "she": "did"},
    "does": {"he": "did", "she": "did"},
}
SYNONYMS = {
    "nobody": "no one",
    "a few": "some",
    "large": "big",
    "tired": "weary",
    "exactly": "precisely",
    "completely": "entirely",
    "simply": "merely",
    "arrived": "came",
    "people": "residents",
    "because": "since",
    "but": "while",
    "deserve": "merit",
    "found": "discovered",
    "next": "following",
    "begin": "start",
    "whole": "entire",
    "never": "not once",
    "costs": "is costing",
    "asked": "consulted",
    "counted": "tallied",
}
# One of each pair for the other: the same word to a copy editor.
RESTYLED = (
    ("favours", "favors"),
    ("favour", "favor"),
    ("harbour", "harbor"),
    ("organised", "organized"),
    ("centre", "center"),
    ("neighbour", "neighbor"),
    ("colour", "color"),
    ("millimetres", "millimeters"),
    ("cancelled", "canceled"),
    ("per cent", "percent"),
    ("sixty", "60"),
    ("ninety", "90"),
    ("eleven", "11"),
    ("nineteen", "19"),
    ("four hundred", "400"),
    ("six hundred", "600"),
    ("40 million", "forty million"),
    ("2 million", "two million"),
    ("9,000", "9000"),
    ("eighty-four", "84"),
    ("car park", "car-park"),
    ("camp site", "campsite"),
    ("brutally simple", "brutally-simple"),
    (", which", " -- which"),
    (", and", " -- and"),
    (" and ", ", and "),
    (" but ", " -- but "),
    (" because ", ", because "),
    (" although ", ", although "),
    (" until ", ", until "),
    (" before ", ", before "),
    (" when ", " — when "),
)
INTRUDERS = ("probably", "quietly", "suddenly", "twice", "openly", "now", "not")
