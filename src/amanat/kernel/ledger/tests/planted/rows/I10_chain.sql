-- A link of the chain was replaced.
update ledger_chain set head = sha256('x') where n = 2;
