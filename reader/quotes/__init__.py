"""Who says what: quotations, their speakers and the evidence for both. An article comes in, quotations go out."""
