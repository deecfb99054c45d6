"""What a file of rows may do."""

from amanat.words.text import Text

CALL, DELIVER = "call", "deliver"
WORKS = {
    CALL: Text("فراخوان خریداران", "Call buyers"),
    DELIVER: Text("ثبت تحویل‌ها", "Record hand-overs"),
}
