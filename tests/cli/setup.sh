#!/bin/sh
# A restaurant from nothing to its first order, and two more from other programs' files, with `aiqr` alone.
# Needs: a server (AIQR_SERVER), an e-mail address (AIQR_EMAIL), a password (AIQR_PASSWORD), a name for addresses that
# no restaurant has (AIQR_SLUG), and here photos/margherita.jpg, loyverse.csv and menu.pdf.
set -eu

# An account, and a restaurant.
aiqr register "$AIQR_EMAIL" --first-name Anna --last-name Rossi
aiqr restaurant create "Luigi's" --currency EUR --timezone Europe/Rome --locale en
aiqr restaurant edit --max-quantity 20
aiqr restaurant hours "mon-sun 00:00-24:00"

# Its menu, checked before it is sent.
cat > menu.yaml <<'MENU'
name: Luigi's
currency: EUR
modifier_groups:
  toppings:
    name: Toppings
    min: 0
    max: 8
    options:
      - {name: Basil, default: true}
      - {name: Onions, price_adjustment: 0.50}
      - {name: Extra cheese, price_adjustment: 1.00}
categories:
  - name: Pizza
    items:
      - name: Margherita
        description: Tomato, mozzarella, basil
        allergens: [gluten, milk]
        station: oven
        modifier_groups: [toppings]
        variants:
          - {label: Medium, price: 9.50, default: true}
          - {label: Large, price: 12.00}
  - name: Drinks
    items:
      - {name: Coke, price: 3.00, station: bar}
      - {name: Water, price: 2.00, station: bar}
MENU
aiqr menu lint menu.yaml
aiqr menu apply menu.yaml --yes
aiqr item price Margherita --variant Large 12.50
aiqr item price --category Drinks --percent 10 --yes

# Its tables, and cards to print and fold (--yes: on a machine to try things out no phone reaches the address).
aiqr table add 1-8 Terrace
aiqr table qr --all --pdf cards.pdf --yes

# Somebody for the kitchen: the link that is printed is for them.
aiqr staff invite "ben+$AIQR_EMAIL" --role kitchen --yes

# The first order, as a diner at table 5 would say it.
aiqr orders place "two large margheritas, one without basil, and a coke" --table 5 --yes
aiqr orders list
aiqr orders show 1

# An evening: something runs out, too many orders come, the figures.
aiqr item 86 Water --until tomorrow
aiqr restaurant throttle 20 10m
aiqr report
aiqr report item --json > figures.json
aiqr orders export --csv orders.csv

# The menu is a file: taken out, changed, looked at, put in place, taken back.
aiqr menu export > menu.yaml
sed 's/name: Coke/name: Cola/' menu.yaml > new.yaml
aiqr menu diff new.yaml
aiqr menu apply new.yaml --yes
aiqr menu history
aiqr menu rollback "$(aiqr menu history | sed -n 3p | cut -f 1)" --yes
aiqr menu diff menu.yaml --exit-code

# A second language in a file beside the menu, and photos called after the dishes, in a folder.
cat > menu.it.yaml <<'ITALIAN'
language: it
categories: {Drinks: Bevande}
dishes: {Water: Acqua}
ITALIAN
aiqr menu apply menu.yaml --yes
aiqr item photo photos

# A key for a script, which may do what its role may, and a program that is told.
AIQR_TOKEN=$(aiqr key create till --role kitchen) aiqr item 86 Coke
aiqr key revoke till --yes
aiqr webhook add https://till.example.com/aiqr --events order.placed,item.86 > secret.txt
aiqr webhook list

# A second place from another program's export, a third from a PDF, and the first menu at both.
aiqr restaurant create "Luigi's Beach" --slug "$AIQR_SLUG-beach" --currency EUR --timezone Europe/Rome --locale en
aiqr menu import loyverse.csv --location Beach --yes
aiqr menu export -o beach.yaml
aiqr restaurant create "Luigi's Station" --slug "$AIQR_SLUG-station" --currency EUR --timezone Europe/Rome --locale it
aiqr menu import menu.pdf -o station.yaml
aiqr menu apply station.yaml --yes
aiqr use "$AIQR_SLUG-beach"
aiqr menu push --to "$AIQR_SLUG-station" --yes --allow-removals
aiqr report -r all

aiqr whoami
aiqr logout
