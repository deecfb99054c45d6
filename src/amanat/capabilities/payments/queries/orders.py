"""Order numbers at the banks: the one Python face of the sequences in sql/0002_guard.sql."""

from django.db import connection


def next_order_id(gateway: str) -> int:
    """The next number of this gateway's terminal; never given out twice."""
    with connection.cursor() as cursor:
        cursor.execute("select payments_next_order_v1(%s)", [gateway])
        number: int = cursor.fetchone()[0]
    return number
