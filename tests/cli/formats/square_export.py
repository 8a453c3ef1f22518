"""A Square export as tests write it, as CSV and as a workbook."""

from pathlib import Path
from typing import Any

import openpyxl

SQUARE_COLUMNS = [
    "Reference Handle", "Token", "Item Name", "Customer-facing Name", "Variation Name", "SKU", "Description",
    "Categories", "Reporting Category", "GTIN", "Item Type", "Price", "Online Sale Price", "Archived", "Sellable",
    "Contains Alcohol", "Option Name 1", "Option Value 1", "Current Quantity Main", "Tax - VAT",
    "Modifier Set - Toppings", "Modifier Set - Milk",
]  # fmt: skip


def square_row(**cells: str) -> dict[str, str]:
    return {"Item Type": "Prepared food and beverage", "Sellable": "Y", "Archived": "N", **cells}


SQUARE_ROWS = [
    square_row(**{
        "Item Name": "Margherita", "Variation Name": "Medium", "Price": "£9.50", "Categories": "Food > Pizza",
        "Description": "<p>Tomato &amp; mozzarella</p>", "Modifier Set - Toppings": "Y", "SKU": "123",
    }),
    square_row(**{
        "Item Name": "Margherita", "Variation Name": "Large", "Price": "£1,012.00", "Categories": "Food > Pizza",
        "Modifier Set - Toppings": "Y",
    }),
    square_row(**{
        "Item Name": "House red", "Variation Name": "Regular", "Price": "6", "Categories": "Drinks > Wine",
        "Contains Alcohol": "Y", "Current Quantity Main": "12",
    }),
    square_row(**{"Item Name": "Old dish", "Variation Name": "Regular", "Price": "5", "Archived": "Y"}),
    square_row(**{"Item Name": "Open price", "Variation Name": "Regular", "Price": "variable"}),
    square_row(**{"Item Name": "Yoga class", "Variation Name": "Regular", "Price": "15", "Item Type": "Event"}),
    square_row(**{
        "Item Name": "Bio water", "Customer-facing Name": "Water", "Variation Name": "Regular", "Price": "2.00",
        "Categories": "Drinks > Soft", "Sellable": "N",
    }),
]  # fmt: skip


def square_csv(path: Path, **write: Any) -> Path:
    import csv  # noqa: PLC0415  # only here

    with path.open("w", newline="", **write) as file:
        writer = csv.DictWriter(file, SQUARE_COLUMNS)
        writer.writeheader()
        writer.writerows(SQUARE_ROWS)
    return path


def square_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Items")
    sheet.append(["Do not change this row"])
    sheet.append(SQUARE_COLUMNS)
    for row in SQUARE_ROWS:
        sheet.append([row.get(column) for column in SQUARE_COLUMNS])
    book.save(path)
    book.close()
    return path
