"""What people write over the columns of a menu, in the languages that we claim and a few more."""

import re
import unicodedata
from collections.abc import Sequence

from server.domain.names import folded

WRITTEN_COLUMNS = (
    "category",
    "item",
    "variant",
    "price",
    "description",
    "default",
    "aliases",
    "tags",
    "allergens",
    "station",
    "active",
    "image_url",
    "number",
)
"""The columns of the CSV that we write ourselves."""
COLUMNS = WRITTEN_COLUMNS
TRANSLATED = ("category", "item", "description")
"""Columns that may stand once a language, such as `name_el`."""

_WORDS = {
    "item": """item; name; dish; product; title; item name; dish name; product name; menu item; food
        artikel; gericht; speise; bezeichnung; produkt; artikelname; produktname; getränk
        nombre; plato; producto; artículo; título; nombre del plato; nombre del producto
        nom; plat; produit; article; intitulé; libellé; désignation; nom du plat; nom du produit
        nome; piatto; prodotto; articolo; voce; nome piatto; nome prodotto; denominazione
        prato; produto; nome do prato; nome do produto
        이름; 메뉴; 메뉴명; 상품명; 품명; 상품; 음식; 요리
        名前; 品名; 商品名; メニュー; メニュー名; 料理名; 料理; 商品
        naam; gerecht; product; όνομα; πιάτο; είδος; προϊόν; ονομασία; nazwa; danie; ad; adı; ürün; ürün adı; yemek
        название; блюдо; наименование; 名称; 菜名; 商品名称; الاسم; الطبق""",
    "category": """category; section; group; menu group; menu section; heading; course; categories; type
        kategorie; gruppe; rubrik; warengruppe; speisegruppe
        categoría; sección; grupo; categoria; catégorie; rubrique; famille
        sezione; gruppo; reparto; portata; secção; seção
        분류; 카테고리; カテゴリ; カテゴリー; 分類; 部門
        categorie; κατηγορία; kategoria; kategori; категория; раздел; 分类; 类别; الفئة""",
    "variant": """variant; size; variation; portion; größe; grösse; variante; tamaño; ración; taille; format
        formato; taglia; dimensione; misura; tamanho; 크기; 사이즈; サイズ; 大きさ
        maat; μέγεθος; rozmiar; boyut; porsiyon; размер; порция; 规格; 大小; الحجم""",
    "price": """price; unit price; base price; regular price; selling price; amount; preis; verkaufspreis; vk
        einzelpreis; betrag; precio; importe; pvp; prix; tarif; prix ttc; prix unitaire; prezzo; importo
        preço; valor; 가격; 금액; 단가; 価格; 値段; 単価; 金額; 料金
        prijs; τιμή; cena; fiyat; fiyatı; цена; 价格; 单价; 价钱; السعر""",
    "description": """description; details; desc; beschreibung; zutaten; descripción; detalle; descriptif
        descrizione; ingredienti; descrição; 설명; 説明; 詳細
        omschrijving; beschrijving; περιγραφή; opis; açıklama; описание; 描述; 说明; الوصف""",
    "default": "default; standard; usual; predeterminado; par défaut; predefinito; padrão; 기본; 標準",
    "aliases": "aliases; also called; synonyms; synonyme; alias",
    "tags": "tags; labels; tag; etiquetas; étiquettes; etichette; 태그; タグ",
    "allergens": """allergens; allergen; allergene; alérgenos; allergènes; allergeni; alergénios; alérgenos
        알레르기; 알레르겐; アレルゲン; アレルギー; allergenen; αλλεργιογόνα; alergeny; alerjenler; аллергены; 过敏原""",
    "station": "station; kitchen station; posten; printer; estación; poste; postazione",
    "active": "active; visible; shown; aktiv; activo; actif; attivo; ativo",
    "image_url": """image url; image; photo; picture; image link; bild; foto; imagen; immagine; imagem; 사진; 이미지
        写真; 画像; afbeelding; φωτογραφία; zdjęcie; resim; фото; 图片""",
    "number": "number; no; no.; nr; nr.; nummer; número; numéro; numero; 번호; 番号",
}
LANGUAGES = frozenset("en es fr de it pt ko ja nl el pl tr ru zh ar".split())  # noqa: SIM905
_LANGUAGE_AT_END = re.compile(r"^(.+?)[\s_\-]+\(?([a-z]{2})(?:[-_][a-z]{2})?\)?$", re.IGNORECASE)
_UNIT = re.compile(r"\(.*?\)|\[.*?\]|\bin\b|\b[A-Z]{3}\b$")


def plain_heading(heading: str) -> str:
    """A heading without accents, case, underscores and repeated blanks."""
    letters = unicodedata.normalize("NFKD", heading.replace("_", " "))
    return folded("".join(c for c in letters if not unicodedata.combining(c)))


_BY_WORD = {
    plain_heading(word): column
    for column, words in _WORDS.items()
    for word in (*re.split(r"[;\n]", words), column)
    if word.strip()
}


def column_of(heading: str) -> str | None:
    """The column that a heading means, None for one that is not known: `Preis (€)` → price."""
    known = _BY_WORD.get(plain_heading(heading))
    if known:
        return known
    without = "".join(c for c in _UNIT.sub("", heading) if unicodedata.category(c) != "Sc")
    return _BY_WORD.get(plain_heading(without))


def in_language(heading: str) -> tuple[str, str] | None:
    """The column and the language of a heading such as `name_el` or `Description (EN)`."""
    found = _LANGUAGE_AT_END.match(heading.strip())
    if found is None or found[2].lower() not in LANGUAGES:
        return None
    column = column_of(found[1])
    return (column, found[2].lower()) if column in TRANSLATED else None


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are headings of a menu: at least of a name and a price."""
    known = {column_of(cell) or (in_language(cell) or ("",))[0] for cell in cells}
    return {"item", "price"} <= known
