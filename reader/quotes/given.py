"""Given names by the pronoun that usually goes with them. A help for resolving "he" and "she", never proof of anything."""

from reader.quotes.words import words

MALE_NAMES = words("""
aaron abdul abdullah abraham adam adrian ahmad ahmed al alan albert aldo alejandro alex alexander alexei
alfonso alfred ali allan allen alvin amir anatoly anders andre andreas andrei andres andrew andy angus
anthony antonio antony anwar ari arjun armando arnold arthur ashraf asher ashok austin axel barney
barry bart basil ben benedict benito benjamin bernard bernie bert bill billy bjorn blake bob bobby
boris brad bradley brandon brendan brent brett brian bruce bruno bryan bryce byron caleb calvin carl carlos
cedric cesar chad charles charlie chester chip chris christian christoph christophe christopher chuck
clarence claude claudio clay clayton cliff clifford clint clyde cody colin conor conrad corey cory craig
curt curtis cyrus dale damian damien dan daniel danny darrell darren darryl dave david dean declan denis
dennis derek derrick devin dick diego dieter dimitri dirk dmitri dmitry dominic don donald doug douglas drew
duane duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin efraim eli elias elijah
elliot elliott emanuel emilio emmanuel enrique eric erik ernest ernie ernesto ethan eugene evan fabio felipe
felix fernando finn floyd francesco francis francisco francois françois frank franklin franz fred frederic
frederick friedrich gabriel garrett garry gary gavin gene geoff geoffrey george gerald gerard gerardo
gerhard gilbert giovanni giuseppe glen glenn gordon graham grant greg gregg gregory guillermo gus gustavo
guy hamid hank hans harold harris harrison harry harvey hassan hector heinrich helmut henri henrik henry
herb herbert herman hiroshi horace howard hugh hugo hussein ian ibrahim ignacio igor imran ira irving isaac
ismail ivan jack jackson jacob jacques jaime jake jamal james jamie jan jared jason javier jay jean-claude
jean-marc jeff jeffrey jens jeremiah jeremy jerome jerry jesse jim jimmy joachim joao joaquin jody joe
joel joey johan johann john johnny jon jonah jonas jonathan jordan jorge jose josé josef joseph josh joshua
juan judd julian julio jurgen jürgen justin karim karl keith ken kenneth kenny kent kevin khalid kim kirk
klaus konstantin kris kurt kyle lance larry lars lawrence lee leo leon leonard leonid leroy leslie lester
lewis liam lloyd logan lorenzo lou louis luc luca lucas luigi luis luiz luke lyle lyndon mahmoud malcolm
manuel marc marcel marco marcus mario mark marshall martin marty marvin mason massimo mathieu matt matteo
matthew matthias maurice mauricio max maxim mehmet mel melvin micah michael michel mick miguel mike mikhail
miles milton mitch mitchell mohamed mohammad mohammed morgan morris moses muhammad murray mustafa
narendra nate nathan nathaniel ned neil nelson nicholas nick nicolas niels nigel nikita nikolai noah
noel norman oleg oliver olivier omar orlando oscar otto owen pablo paolo patrick paul pavel
pedro perry pete peter phil philip philippe phillip pierre piers preston quentin rafael raj rajiv ralph
ramon rand randall randy raphael rashid raul ray raymond recep reggie reid reinhard rene rex ricardo
rich richard rick ricky rob robert roberto robin rod rodney rodrigo roger roland rolf roman ron ronald
ronnie ross roy ruben rudolf rudy rupert russ russell ryan salman sam samuel sanjay santiago saul scott sean
sebastian serge sergei sergey sergio seth shane shaun shawn sheldon sidney silvio simon spencer stan
stanley stefan stephan stephen sterling steve steven stewart stuart sven tariq ted terrence terry theo
theodore thom thomas tim timothy tobias todd tom tomas tommy tony travis trent trevor tucker tyler umar
vaclav vernon vic victor viktor vince vincent vinod vladimir volodymyr wade wallace walter warren wayne
wendell werner wesley wilbur wilhelm will willard william willie winston wolfgang woodrow xavier yasser
yuri yusuf zach zachary zeke
""")

FEMALE_NAMES = words("""
abby abigail ada adele adriana agnes aisha alejandra alexandra alexandria alexis alice alicia alison allison
allyson alma alyssa amanda amber amelia amina amy ana anastasia andrea angela angelica angelina anita ann
anna annabelle anne annette annie antonia april ariana arianna arlene ashley astrid audrey aurora ava
barbara beatrice beatriz becky bella bernadette beth bethany betsy betty beverly bianca blanca
bonnie brenda bridget brigitte britney brooke camila camille candace cara carla carly carmen carol carole
carolina caroline carolyn carrie cassandra catherine cathy cecilia celeste celia charlene charlotte chelsea
cheryl chloe chris christa christie christina christine cindy claire clara claudia colleen connie constance
cora cornelia courtney cristina crystal cynthia dagmar daisy dana danielle daphne dawn debbie deborah debra
deirdre delia denise diana diane dianne dolores dominique donna dora doris dorothy edith edna eileen elaine
eleanor elena elisa elisabeth elise eliza elizabeth ella ellen ellie eloise elsa emily emma erica erika erin
esther eva eve evelyn faith fatima faye felicia fiona florence frances francesca frida gabriela gabrielle
gail geraldine gertrude gillian gina ginger giorgia giulia gladys glenda gloria grace graciela greta
gretchen guadalupe gwen hailey hannah harriet hazel heather heidi helen helena helene henrietta hilary hilda
hillary hope ida imelda ines ingrid irene irina iris isabel isabella isabelle ivy jackie
jacqueline jada jan jane janet janice janine jasmine jean jeanette jeanne jen jenna jennifer jenny jessica
jill jo joan joanna joanne jocelyn joni josephine joy joyce juanita judith judy julia juliana julianne julie
juliet june karen karin karla kate katharine katherine kathleen kathryn kathy katie katrina kay kayla kellie
kelly kelsey kendra kerry kim kimberly kirsten kristen kristin kristina lara latoya laura
lauren laurie layla lea leah leila lena leonie leslie leticia liliana lillian lily linda lindsay lindsey
lisa liz liza lois lola loretta lori lorraine louisa louise lucia lucille lucy luisa lydia lynn lynne mabel
mackenzie madeleine madeline madison maggie mandy marcia margaret margarita margot maria mariah
marian marianne marie marilyn marina marine marion marissa marjorie marlene marsha martha mary maura maureen
maxine maya megan meghan melanie melinda melissa mercedes meredith mia michaela michele
michelle mila mildred mimi mindy miranda miriam mitzi molly mona monica monique muriel myrna nadia nancy
naomi natalia natalie natasha nicola nicole nikki nina noor nora norma olga olivia paige pam pamela
patricia patsy patti patty paula pauline pearl peggy penelope penny petra phyllis pia polly priscilla priya
rachel ramona rebecca regina renata renee rhonda rita roberta rosa rosalind rose rosemary rosie roxanne ruth
sabrina sadie sally samantha sandra sandy sara sarah sasha savannah selena serena shannon sharon sheila
shelby shelley sherry sheryl shirley silvia simone sofia sonia sonya sophia sophie stacey stacy stella
stephanie sue summer susan susana susanna susie suzanne sybil sylvia tamara tamika tammy tanya tara tatiana
teresa tessa thelma theresa therese tiffany tina toni tonya tracey tracy tricia trudy ulrike ursula
valentina valerie vanessa vera veronica vicki vicky victoria viola virginia vivian wanda wendy whitney
wilhelmina wilma winifred yolanda yvette yvonne zara zoe """)

GIVEN = MALE_NAMES | FEMALE_NAMES
"""All of them."""
