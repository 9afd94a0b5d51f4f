"""Makes tests/article/data/summit.docx with python-docx, so that what is in it can be read and changed here."""

from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

OUT = Path(__file__).parent / "data" / "summit.docx"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc00000030101009a60e1d50000000049454e44ae426082"
)


def right_to_left(paragraph):
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        properties.append(OxmlElement("w:rtl"))
        lang = OxmlElement("w:lang")
        lang.set(qn("w:bidi"), "ar-SA")
        properties.append(lang)


def link(paragraph, text, address):
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    run.text = text
    element.append(run)
    paragraph._p.append(element)


def make(path=OUT):
    document = docx.Document()
    document.add_heading("قمة جديدة في أنقرة", 0)
    opening = document.add_paragraph("وصل الرئيس ")
    opening.add_run("رجب طيب").bold = True
    opening.add_run(" أردوغان").bold = True
    opening.add_run(" إلى أستانا اليوم. وقال إن ")
    link(opening, "التعاون", "https://example.org/?a=1&b=2")
    opening.add_run(" مهم & واسع.")
    document.add_heading("اتفاقات", 1)
    item = document.add_paragraph("اتفاق ", style="List Bullet")
    coloured = item.add_run("أول")
    coloured.font.color.rgb = RGBColor(0xC0, 0, 0)
    coloured.font.size = Pt(14)
    document.add_paragraph("اتفاق ثان", style="List Bullet")
    picture = Path(path).with_suffix(".png")
    picture.write_bytes(PICTURE)
    shown = document.add_paragraph("انظر ")
    shown.add_run().add_picture(str(picture))
    picture.unlink()
    shown.add_run(" الصورة")
    shown.add_run().add_tab()
    shown.add_run("هنا.")
    shown._p.xpath(".//wp:docPr")[0].set("descr", 'صورة "الرئيسين"')
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "السنة", "التجارة"
    document.sections[0].header.paragraphs[0].text = "وكالة الأنباء"
    for paragraph in [
        *document.paragraphs,
        *(cell.paragraphs[0] for cell in table.rows[0].cells),
        document.sections[0].header.paragraphs[0],
    ]:
        right_to_left(paragraph)
    document.save(path)


if __name__ == "__main__":
    make()
