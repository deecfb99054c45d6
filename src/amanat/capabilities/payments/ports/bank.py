"""Our bank: a pain.001.001.03 file goes in, the state of each transfer comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

import httpx

from amanat.capabilities.payments.ports.gateway import Answer, shortened
from amanat.capabilities.payments.rules.answers import Kind
from amanat.kernel.outside import client
from amanat.words.moments import TEHRAN

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
NAME_LIMIT = 70
NOTE_LIMIT = 140

#  The bank's words for a transfer, in our classes; `code` keeps the word itself.
READY, TRANSFERRED, SETTLED = "READY_TO_TRANSFER", "TRANSFERRED", "SETTLED"
NOT_SETTLED, REJECTED, UNKNOWN = "NOT_SETTLED", "REJECTED", "UNKNOWN"
KNOWN = frozenset({READY, TRANSFERRED, SETTLED, NOT_SETTLED, REJECTED})


@dataclass(frozen=True, slots=True)
class Transfer:
    """One row of a file."""

    end_to_end_id: str
    sheba: str
    owner_name: str
    units: int
    note: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The bank that holds our account."""

    address: str
    our_name: str
    our_sheba: str

    def send(self, file: str, rail: str) -> Answer:
        """Hand in a file for one rail. The same again is harmless: the bank knows its name."""
        headers = {"Content-Type": "application/xml; charset=utf-8"}
        try:
            reply = client().post(
                f"{self.address}/{rail}/batches", content=file.encode(), headers=headers
            )
        except httpx.HTTPError as error:
            return Answer(Kind.UNKNOWN, raw=type(error).__name__)
        raw, code = shortened(reply.text), str(reply.status_code)
        if reply.status_code == httpx.codes.OK and "msg_id" in _json(reply):
            return Answer(Kind.OK, code, raw=raw)
        if reply.status_code == httpx.codes.CONFLICT:
            return Answer(Kind.DUPLICATE, code, raw=raw)
        if reply.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY):
            return Answer(Kind.DECLINED, code, raw=raw)
        return Answer(Kind.UNKNOWN, code, raw=raw)

    def state(self, end_to_end_id: str, rail: str) -> Answer:
        """How far one transfer has come: OK with the bank's word, STATE when it never saw it."""
        try:
            reply = client().get(f"{self.address}/{rail}/transfers/{end_to_end_id}")
        except httpx.HTTPError as error:
            return Answer(Kind.UNKNOWN, raw=type(error).__name__)
        raw, told = shortened(reply.text), _json(reply)
        word = str(told.get("status", ""))
        if reply.status_code == httpx.codes.OK and word in KNOWN:
            return Answer(Kind.OK, word, str(told.get("reason") or ""), raw)
        if reply.status_code == httpx.codes.NOT_FOUND and word == UNKNOWN:
            return Answer(Kind.STATE, word, raw=raw)
        return Answer(Kind.UNKNOWN, str(reply.status_code), raw=raw)


def _json(reply: httpx.Response) -> dict[str, object]:
    try:
        value = reply.json()
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def pain_001(
    bank: Bank, name: str, rows: Sequence[Transfer], *, made_at: datetime, on: datetime
) -> str:
    """The file for these transfers, to be carried out on the Tehran day of `on`."""
    total = sum(row.units for row in rows)
    counts = f"<NbOfTxs>{len(rows)}</NbOfTxs><CtrlSum>{total}</CtrlSum>"
    us = f"<Nm>{escape(bank.our_name)}</Nm>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{PAIN}"><CstmrCdtTrfInitn>'
        f"<GrpHdr><MsgId>{escape(name)}</MsgId>"
        f"<CreDtTm>{made_at.astimezone(TEHRAN):%Y-%m-%dT%H:%M:%S}</CreDtTm>{counts}"
        f"<InitgPty>{us}</InitgPty></GrpHdr><PmtInf><PmtInfId>{escape(name)}</PmtInfId>"
        f"<PmtMtd>TRF</PmtMtd>{counts}"
        f"<ReqdExctnDt>{on.astimezone(TEHRAN):%Y-%m-%d}</ReqdExctnDt><Dbtr>{us}</Dbtr>"
        f"<DbtrAcct><Id><IBAN>{escape(bank.our_sheba)}</IBAN></Id></DbtrAcct>"
        f"<DbtrAgt><FinInstnId/></DbtrAgt>{''.join(map(_row, rows))}"
        "</PmtInf></CstmrCdtTrfInitn></Document>"
    )


def _row(row: Transfer) -> str:
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{escape(row.end_to_end_id)}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="IRR">{row.units}</InstdAmt></Amt>'
        f"<Cdtr><Nm>{escape(row.owner_name[:NAME_LIMIT])}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{escape(row.sheba)}</IBAN></Id></CdtrAcct>"
        f"<RmtInf><Ustrd>{escape(row.note[:NOTE_LIMIT])}</Ustrd></RmtInf></CdtTrfTxInf>"
    )
