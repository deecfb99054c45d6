"""Honest and hostile files, made here: none is downloaded, none lies in the tree."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

GPS_TAG, ORIENTATION_TAG, MAKER_TAG = 0x8825, 0x0112, 0x010F


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(out, kind)
    return out.getvalue()


def photo_with_a_place() -> bytes:
    """A sideways JPEG that says where and with what it was taken."""
    image = Image.new("RGB", (40, 30), (10, 90, 200))
    exif = image.getexif()
    exif[ORIENTATION_TAG], exif[MAKER_TAG] = 6, "SpyPhone"
    exif[GPS_TAG] = {1: "N", 2: (35.0, 41.0, 39.0), 3: "E", 4: (51.0, 23.0, 27.0)}
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"<script>alert(1)</script>")
    return out.getvalue()


def polyglot() -> bytes:
    """A right JPEG with a page, a program and an archive behind it."""
    return picture() + b"<html><script>alert(1)</script></html>PK\x03\x04#!/bin/sh\nreboot\n"


def flood_of_pixels(width: int = 10_000, height: int = 10_000) -> bytes:
    """A PNG of 100 megapixels in a few kilobytes: zeros pack well."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 8))
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(64)
ARCHIVE = b"PK\x03\x04" + bytes(64)
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;"


def paper(pages: int = 2) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    return writer


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def paper_with_a_script() -> bytes:
    return paper_that_does("/JavaScript", "/JS", "app.alert('hello')")


def paper_with_a_file() -> bytes:
    writer = paper()
    writer.add_attachment("virus.exe", b"MZ")
    return written(writer)


def paper_that_launches() -> bytes:
    return paper_that_does("/Launch", "/F", "cmd.exe")


def paper_that_does(what: str, name: str, value: str) -> bytes:
    """A document that acts as soon as it is opened."""
    writer = paper()
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject(what), NameObject(name): TextStringObject(value)}
    )
    return written(writer)


def paper_with_a_password() -> bytes:
    writer = paper()
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def paper_that_swells(layers: int = 1, megabytes: int = 60) -> bytes:
    """A page whose drawing unpacks to far more than it shows."""
    content = bytes(megabytes * 1024 * 1024)
    for _ in range(layers):
        content = zlib.compress(content, 9)
    stream = StreamObject()
    stream._data = content
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * layers)
    writer = paper(1)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def paper_with_a_huge_picture() -> bytes:
    stream = StreamObject()
    stream._data = b"\x00"
    for name, value in (("/Width", 60_000), ("/Height", 60_000), ("/BitsPerComponent", 8)):
        stream[NameObject(name)] = NumberObject(value)
    stream[NameObject("/Subtype")] = NameObject("/Image")
    writer = paper(1)
    place = DictionaryObject({NameObject("/X"): writer._add_object(stream)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): place})
    return written(writer)
