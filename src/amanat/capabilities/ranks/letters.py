"""What is written to whoever acts for a business. Each letter fits two parts of an SMS."""

from amanat.words.text import Text

OF_RANK = {
    "RankShown": Text(
        "امانت: نخستین رتبهٔ کسب‌وکارتان {when} همگانی می‌شود. پیش از آن ببینید: {link}",
        "Amanat: the first rank of your business becomes public on {when}. Look at it before, and object if it is wrong: {link}",
    ),
    "RankFell": Text(
        "امانت: ستاره‌های کسب‌وکارتان کم شد. دلیل هر امتیاز و راه برگشتنش: {link}",
        "Amanat: your business lost stars. Every reason, and how to win them back: {link}",
    ),
}
OF_OBJECTION = {
    "ScoreCorrected": Text(
        "امانت: اعتراض شما پذیرفته شد و رتبه اصلاح شد: {link}",
        "Amanat: your objection was accepted and the score corrected: {link}",
    ),
    "ScoreUpheld": Text(
        "امانت: به اعتراض شما پاسخ داده شد؛ رتبه همان ماند و دلیلش نوشته شده است: {link}",
        "Amanat: your objection was answered; the score stands, and the reason is written here: {link}",
    ),
    "ObjectionPassedOn": Text(
        "امانت: در مهلت به اعتراض شما پاسخ ندادیم؛ هیئت تجدیدنظر تصمیم می‌گیرد: {link}",
        "Amanat: we did not answer your objection in time; the panel of appeals decides: {link}",
    ),
}
