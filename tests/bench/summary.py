# The daily summary's tables drawn by ReportLab, from the rows that Counterfoil exports: how long one takes, in milliseconds.
import csv
import io
import sys
import time

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.lib.styles import ParagraphStyle

rows_file, font_file, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(rows_file, encoding="utf-8-sig", newline="") as file:
    head, *rows = list(csv.reader(file))


# Columns of the export in which words stand that wrap on our paper; the others hold numbers and dates.
WORDS = (1, 2, 3, 4, 5)


def summary():
    """As on our paper: a head, the counts by kind and state, and every ticket as a row of nine columns, its words wrapped."""
    pdfmetrics.registerFont(TTFont("Paper", font_file))
    style = ParagraphStyle("paper", fontName="Paper", fontSize=7, leading=9, wordWrap="CJK")
    line = [("FONT", (0, 0), (-1, -1), "Paper", 7), ("LINEBELOW", (0, 0), (-1, -1), 0.3, "#888888")]
    counted = {}
    for row in rows:
        for place in (1, 3):
            counted[(place, row[place])] = counted.get((place, row[place]), 0) + 1
    small = [[word, str(count)] for (_, word), count in counted.items()]
    tickets = [
        [Paragraph(cell, style) if place in WORDS else cell for place, cell in enumerate(row[:9])]
        for row in [head, *rows]
    ]
    story = [
        Paragraph("日结单", ParagraphStyle("title", parent=style, fontSize=18, leading=24)),
        Table(small, style=line),
        Spacer(1, 4 * mm),
        Table(tickets, style=line, repeatRows=1, colWidths=[31 * mm] + [20 * mm] * 5 + [17 * mm] * 3),
    ]
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4, leftMargin=12 * mm, rightMargin=12 * mm).build(story)
    return made.getvalue()


times = []
for _ in range(rounds + 1):
    begun = time.perf_counter()
    assert summary().startswith(b"%PDF")
    times.append((time.perf_counter() - begun) * 1e3)
# The first loads what the others share.
print(sorted(times[1:])[rounds // 2])
