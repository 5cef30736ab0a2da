"""Section 7.1: the tables of an epoch's inputs, from CSV to rows and back to the same bytes."""

from ..canonical import csv_document, csv_rows
from ..units import account_bytes, checksummed, seconds, signed, time_text, unsigned
from .rows import Adjustment, Balance, Entry, Rate, Receipt, Returned

REVENUE = "time,stream,asset,amount,rateTime,converted,adjusts,refunds,reference,note"
RATES = "time,asset,rate,source"
RETURNED = "time,asset,amount,epoch,reference,note"
ADJUSTMENTS = "time,asset,account,amount,epoch,reference,note"
BALANCES = "asset,account,accrued,claimed"
RECEIPTS = "time,asset,amount,sender,reference"


def _maybe(read, text: str):
    return None if text == "" else read(text)


def _text(value, write=str) -> str:
    return "" if value is None else write(value)


def read_entries(data: bytes) -> list[Entry]:
    return [
        Entry(seconds(time), stream, asset, signed(amount), _maybe(seconds, rate_time), signed(converted),
              _maybe(unsigned, adjusts), refunds or None, reference, note)
        for time, stream, asset, amount, rate_time, converted, adjusts, refunds, reference, note
        in csv_rows(data, REVENUE)
    ]


def entries_document(entries: list[Entry]) -> bytes:
    return csv_document(REVENUE, (
        [time_text(e.time), e.stream, e.asset, str(e.amount), _text(e.rate_time, time_text), str(e.converted),
         _text(e.adjusts), _text(e.refunds), e.reference, e.note]
        for e in entries
    ))


def read_rates(data: bytes) -> list[Rate]:
    return [Rate(seconds(time), asset, rate, source) for time, asset, rate, source in csv_rows(data, RATES)]


def rates_document(rates: list[Rate]) -> bytes:
    return csv_document(RATES, ([time_text(r.time), r.asset, r.rate, r.source] for r in rates))


def read_returned(data: bytes) -> list[Returned]:
    return [
        Returned(seconds(time), asset, unsigned(amount), unsigned(epoch), reference, note)
        for time, asset, amount, epoch, reference, note in csv_rows(data, RETURNED)
    ]


def returned_document(rows: list[Returned]) -> bytes:
    return csv_document(RETURNED, (
        [time_text(r.time), r.asset, str(r.amount), str(r.epoch), r.reference, r.note] for r in rows
    ))


def read_adjustments(data: bytes) -> list[Adjustment]:
    return [
        Adjustment(seconds(time), asset, account_bytes(account), signed(amount), unsigned(epoch), reference, note)
        for time, asset, account, amount, epoch, reference, note in csv_rows(data, ADJUSTMENTS)
    ]


def adjustments_document(rows: list[Adjustment]) -> bytes:
    return csv_document(ADJUSTMENTS, (
        [time_text(r.time), r.asset, checksummed(r.account), str(r.amount), str(r.epoch), r.reference, r.note]
        for r in rows
    ))


def read_balances(data: bytes) -> list[Balance]:
    return [
        Balance(asset, account_bytes(account), signed(accrued), unsigned(claimed))
        for asset, account, accrued, claimed in csv_rows(data, BALANCES)
    ]


def balances_document(balances: list[Balance]) -> bytes:
    return csv_document(BALANCES, ([b.asset, checksummed(b.account), str(b.accrued), str(b.claimed)] for b in balances))


def read_receipts(data: bytes) -> list[Receipt]:
    return [
        Receipt(seconds(time), asset, unsigned(amount), account_bytes(sender), reference)
        for time, asset, amount, sender, reference in csv_rows(data, RECEIPTS)
    ]


def receipts_document(receipts: list[Receipt]) -> bytes:
    return csv_document(RECEIPTS, (
        [time_text(r.time), r.asset, str(r.amount), checksummed(r.sender), r.reference] for r in receipts
    ))
