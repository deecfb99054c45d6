"""The signed document of a contract: written at the signature, and anew after each assignment."""

from amanat.capabilities.contracts.events import ContractDocumented
from amanat.capabilities.contracts.models import Contract, Document
from amanat.capabilities.contracts.queries.documents import document_of
from amanat.capabilities.contracts.rules.terms import KIND, canonical, sha256_of
from amanat.kernel import signing
from amanat.kernel.log.moves import record
from amanat.words.act import Act, Role


def write_document(act: Act, contract: Contract, version: int) -> Document:
    """Sign the contract as it stands; its hash goes into the log in the same commit."""
    text = canonical(document_of(contract, version, act.at))
    made = Document.objects.create(
        contract=contract, version=version, text=text, sha256=sha256_of(text),
        signature=signing.base64url(signing.sign(text.encode(), kind=KIND)),
        key_id=signing.key_id(KIND), at=act.at,
    )  # fmt: skip
    record(act.wearing(Role.HOUSE), ContractDocumented(version, made.sha256), subject=contract)
    return made
