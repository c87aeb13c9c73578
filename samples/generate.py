#!/usr/bin/env python3
"""Writes trello-board.json and olist/*.csv: invented content in the formats of real exports.

Run it in this folder to write the same bytes again: the generator is seeded. Needs nothing but Python 3.
"""
import csv
import datetime as dt
import hashlib
import json
import random

dice = random.Random(20261123)


def object_id(*words):
    """Trello's ids are 24 hexadecimal digits."""
    return hashlib.sha256("/".join(map(str, words)).encode()).hexdigest()[:24]


def order_hash(*words):
    """Olist's ids are 32 hexadecimal digits."""
    return hashlib.sha256("/".join(map(str, words)).encode()).hexdigest()[:32]


# ---------------------------------------------------------------- Trello

BOARD = object_id("board")
WORKSPACE = object_id("workspace")

MEMBERS = [("ines", "Inês Carvalho", "inescarvalho"), ("tomas", "Tomás Lindqvist", "tomaslindqvist"),
           ("mei", "Mei Okafor", "meiokafor")]

LISTS = [("Backlog", False), ("This week", False), ("In review", False), ("Done", False), ("Parked ideas", True)]

LABELS = [("Roasting", "orange"), ("Website", "sky"), ("Legal", "red_dark"), ("Wholesale", "green"), ("", "purple"),
          ("Urgent", "red")]

# name, list, labels, members, description, start, due, due complete, archived
CARDS = [
    ("Choose the three opening coffees", 3, [0], ["mei"],
     "Cup the **eight samples** from last week and keep three:\n\n- one for filter\n- one for espresso\n"
     "- one that surprises", "2026-02-02", "2026-02-13", True, False),
    ("Rent the roasting hall", 3, [2], ["ines"], "The landlord answers within a week.", None, "2026-01-30", True,
     False),
    ("Order the roaster", 3, [0, 5], ["mei"],
     "15 kg drum, gas. Delivery takes twelve weeks, so this comes first.", "2026-01-12", "2026-01-16", True, False),
    ("Name and logo", 2, [1], ["tomas"], "Two drafts are attached. Which one do we print on bags?", None, None, False,
     False),
    ("Bag design for 250 g and 1 kg", 2, [1, 4], ["tomas", "ines"],
     "Front, back, allergen line, roast date field.\n\n> The roast date is printed by hand at first.",
     "2026-03-02", "2026-03-20", False, False),
    ("Food safety registration", 1, [2, 5], ["ines"], "Form 12-B and the plan of the hall.", None, "2026-03-06",
     False, False),
    ("Set up the web shop", 1, [1], ["tomas"], "Start with three products and local pick-up.", "2026-03-09",
     "2026-04-03", False, False),
    ("Train on the sample roaster", 1, [0], ["mei"], "Twenty roasts, notes for each.", None, None, False, False),
    ("Price list for cafés", 0, [3], ["ines"], "", None, "2026-04-10", False, False),
    ("Visit ten cafés in the neighbourhood", 0, [3], ["ines", "mei"],
     "Bring samples. Ask what they pay now, and what annoys them.", None, None, False, False),
    ("Subscription: one bag a month", 0, [1, 3], [], "Later, when the shop runs.", None, None, False, False),
    ("Opening weekend", 0, [], [], "Cupping for neighbours, music, a discount for the first fifty.", "2026-05-08",
     "2026-05-09", False, False),
    ("Measure the gas line", 3, [2], ["mei"], "Done by the plumber.", None, None, False, True),
    ("Cold brew in kegs", 4, [3], [], "Needs a cold store.", None, None, False, False),
]

# card, checklist, items (text, done)
CHECKLISTS = [
    (0, "Samples", [("Ethiopia, washed", True), ("Ethiopia, natural", True), ("Kenya AB", True),
                    ("Colombia, Huila", True), ("Brazil, pulped natural", False)]),
    (0, "Decide", [("Filter", True), ("Espresso", True)]),
    (4, "Bag", [("Front", True), ("Back", False), ("Allergen line", False), ("Roast date field", False)]),
    (5, "Papers", [("Form 12-B", True), ("Plan of the hall", False)]),
    (6, "Pages", [("Home", False), ("Coffees", False), ("Pick-up and delivery", False), ("Imprint", False)]),
    (9, "Cafés", []),
]

# card, name, url, bytes, type, upload
ATTACHMENTS = [
    (3, "logo-draft-1.png", "logo-draft-1.png", 48213, "image/png", True),
    (3, "logo-draft-2.png", "logo-draft-2.png", 51877, "image/png", True),
    (5, "Registration form", "https://example.org/forms/12-b", None, "", False),
]

# card, member, date, text
COMMENTS = [
    (0, "mei", "2026-02-10T16:40:11.207Z", "The natural from Ethiopia wins the third place. Blueberry, honestly."),
    (0, "ines", "2026-02-11T08:02:45.018Z", "Agreed. Let us buy **two bags** before the price moves."),
    (2, "mei", "2026-01-15T10:12:00.000Z", "Ordered, 30 % paid in advance."),
    (3, "tomas", "2026-02-24T13:30:27.442Z", "Draft 2 also works in one colour."),
    (3, "ines", "2026-02-24T14:05:03.900Z", "Then draft 2."),
    (5, "ines", "2026-02-27T09:15:59.120Z", "They ask for the plan of the hall in A3."),
    (9, "mei", "2026-03-01T18:22:08.333Z", "The one at the corner pays 19 a kilo, and hates the delivery times."),
]


def instant(day, hour=8):
    return None if day is None else f"{day}T{hour:02d}:00:00.000Z"


def member(key):
    _, full, user = next(m for m in MEMBERS if m[0] == key)
    return {"id": object_id("member", key), "activityBlocked": False, "avatarHash": None, "avatarUrl": None,
            "fullName": full, "idMemberReferrer": None, "initials": "".join(w[0] for w in full.split()),
            "nonPublic": {}, "nonPublicAvailable": True, "username": user}


def card_ref(i):
    return {"id": object_id("card", i), "name": CARDS[i][0], "idShort": i + 1, "shortLink": object_id("short", i)[:8]}


def board_ref():
    return {"id": BOARD, "name": "Roastery opening", "shortLink": "Rst0pn26"}


def action(kind, when, who, data):
    return {"id": object_id("action", kind, when, who), "idMemberCreator": object_id("member", who), "data": data,
            "appCreator": None, "type": kind, "date": when, "limits": None, "memberCreator": member(who)}


def trello():
    labels = [{"id": object_id("label", i), "idBoard": BOARD, "name": name, "color": color,
               "uses": sum(i in c[2] for c in CARDS)} for i, (name, color) in enumerate(LABELS)]
    actions = [action("commentCard", when, who,
                      {"idCard": object_id("card", c), "text": text, "textData": {"emoji": {}},
                       "card": card_ref(c), "board": board_ref(),
                       "list": {"id": object_id("list", CARDS[c][1]), "name": LISTS[CARDS[c][1]][0]}})
               for c, who, when, text in COMMENTS]
    actions += [action("createCard", f"2026-01-{8 + i:02d}T09:{i:02d}:30.500Z", "ines",
                       {"card": card_ref(i), "board": board_ref(),
                        "list": {"id": object_id("list", 0), "name": "Backlog"}}) for i in range(len(CARDS))]
    actions.append(action("updateCard", "2026-02-13T17:00:00.000Z", "mei",
                          {"old": {"idList": object_id("list", 2)}, "card": card_ref(0), "board": board_ref(),
                           "listBefore": {"id": object_id("list", 2), "name": "In review"},
                           "listAfter": {"id": object_id("list", 3), "name": "Done"}}))
    actions.append(action("createBoard", "2026-01-07T20:01:00.000Z", "ines", {"board": board_ref()}))
    actions.sort(key=lambda a: a["date"], reverse=True)
    cards = []
    for i, (name, in_list, card_labels, members, text, start, due, complete, closed) in enumerate(CARDS):
        attached = [{"id": object_id("attachment", i, n), "bytes": size, "date": "2026-02-20T12:00:00.000Z",
                     "edgeColor": None, "idMember": object_id("member", "tomas"), "isMalicious": False,
                     "isUpload": upload, "mimeType": kind, "name": n, "previews": [],
                     "url": url if not upload else
                     f"https://trello.com/1/cards/{object_id('card', i)}/attachments/{object_id('attachment', i, n)}"
                     f"/download/{url}", "pos": 16384 * (k + 1), "fileName": url if upload else None}
                    for k, (c, n, url, size, kind, upload) in enumerate(ATTACHMENTS) if c == i]
        lists = [k for k, c in enumerate(CHECKLISTS) if c[0] == i]
        cards.append({
            "id": object_id("card", i), "address": None,
            "badges": {"attachments": len(attached), "comments": sum(c[0] == i for c in COMMENTS),
                       "checkItems": sum(len(CHECKLISTS[k][2]) for k in lists),
                       "checkItemsChecked": sum(done for k in lists for _, done in CHECKLISTS[k][2]),
                       "description": bool(text), "due": instant(due, 17), "dueComplete": complete, "votes": 0},
            "checkItemStates": [], "closed": closed, "dueComplete": complete,
            "dateLastActivity": f"2026-03-{1 + i:02d}T10:00:00.000Z", "desc": text, "descData": {"emoji": {}},
            "due": instant(due, 17), "dueReminder": None, "idBoard": BOARD,
            "idChecklists": [object_id("checklist", k) for k in lists],
            "idLabels": [object_id("label", k) for k in card_labels], "idList": object_id("list", in_list),
            "idMembers": [object_id("member", m) for m in members],
            "idMembersVoted": [object_id("member", "mei")] if i == 11 else [],
            "idShort": i + 1, "labels": [labels[k] for k in card_labels], "name": name, "pos": 16384 * (i + 1),
            "shortLink": card_ref(i)["shortLink"], "start": instant(start), "subscribed": False,
            "url": f"https://trello.com/c/{card_ref(i)['shortLink']}",
            "cover": {"idAttachment": None, "color": "yellow" if i == 11 else None, "size": "normal"},
            "isTemplate": False, "attachments": attached, "pluginData": [],
            "customFieldItems": [{"id": object_id("value", i), "idCustomField": object_id("field", "cost"),
                                  "idModel": object_id("card", i), "modelType": "card",
                                  "value": {"number": "18500"}}] if i == 2 else []})
    checklists = [{"id": object_id("checklist", k), "name": name, "idBoard": BOARD, "idCard": object_id("card", c),
                   "pos": 16384 * (k + 1),
                   "checkItems": [{"id": object_id("item", k, n), "name": text, "nameData": {"emoji": {}},
                                   "pos": 16384 * (n + 1), "state": "complete" if done else "incomplete", "due": None,
                                   "dueReminder": None, "idMember": None, "idChecklist": object_id("checklist", k)}
                                  for n, (text, done) in enumerate(items)], "creationMethod": None}
                  for k, (c, name, items) in enumerate(CHECKLISTS)]
    return {
        "id": BOARD, "nodeId": f"ari:cloud:trello::board/workspace/{WORKSPACE}/{BOARD}", "name": "Roastery opening",
        "desc": "Everything until the first bag is sold.", "descData": None, "closed": False, "dateClosed": None,
        "idOrganization": WORKSPACE, "idEnterprise": None, "pinned": False, "starred": False,
        "url": "https://trello.com/b/Rst0pn26/roastery-opening",
        "prefs": {"permissionLevel": "org", "voting": "members", "comments": "members", "background": "blue"},
        "shortLink": "Rst0pn26", "labelNames": {"green": "Wholesale", "yellow": "", "orange": "Roasting",
                                                "red": "Urgent", "purple": "", "blue": "", "sky": "Website"},
        "powerUps": [], "dateLastActivity": "2026-03-14T10:00:00.000Z", "idTags": [],
        "shortUrl": "https://trello.com/b/Rst0pn26", "idMemberCreator": object_id("member", "ines"), "type": None,
        "actions": actions, "cards": cards, "checklists": checklists,
        "customFields": [{"id": object_id("field", "cost"), "idModel": BOARD, "modelType": "board", "name": "Cost",
                          "pos": 16384, "type": "number", "display": {"cardFront": True}}],
        "labels": labels,
        "lists": [{"id": object_id("list", i), "name": name, "closed": closed, "color": None, "idBoard": BOARD,
                   "pos": 16384 * (i + 1), "subscribed": False, "softLimit": None, "type": None}
                  for i, (name, closed) in enumerate(LISTS)],
        "members": [dict(member(k), bio="", confirmed=True, memberType="normal",
                         url=f"https://trello.com/u/{user}") for k, _, user in MEMBERS],
        "memberships": [{"id": object_id("membership", k), "idMember": object_id("member", k),
                         "memberType": "admin" if k == "ines" else "normal", "unconfirmed": False,
                         "deactivated": False} for k, _, _ in MEMBERS],
        "pluginData": []}


# ---------------------------------------------------------------- Olist

CATEGORIES = [("cafe_torrado", "roasted_coffee"), ("moedores", "grinders"), ("xicaras_canecas", "cups_mugs"),
              ("filtros_papel", "paper_filters"), ("livros_cafe", "coffee_books"), ("chaleiras", "kettles")]


def stamp(when):
    """Month/day/year without leading zeros, hours and minutes: as the real files have it."""
    return "" if when is None else f"{when.month}/{when.day}/{when.year} {when.hour}:{when.minute:02d}"


def olist(count=300):
    products = [(order_hash("product", i), *((CATEGORIES[dice.randrange(6)][0],) if i % 17 else ("",)),
                 dice.randint(120, 18900) / 100 + 10) for i in range(60)]
    orders, items, payments = [], [], []
    for i in range(count):
        bought = dt.datetime(2025, 9, 3, 7, 0) + dt.timedelta(minutes=dice.randrange(0, 365 * 24 * 60))
        fate = dice.random()
        state = ("canceled" if fate < .02 else "unavailable" if fate < .035 else "processing" if fate < .05
                 else "invoiced" if fate < .06 else "shipped" if fate < .08 else "created" if fate < .085
                 else "delivered")
        approved = bought + dt.timedelta(minutes=int(dice.lognormvariate(3.4, 1.5)))
        handed = approved + dt.timedelta(minutes=int(dice.lognormvariate(7.9, .6)))
        arrived = handed + dt.timedelta(minutes=int(dice.lognormvariate(9.2, .6)))
        promised = dt.datetime(bought.year, bought.month, bought.day) + dt.timedelta(days=dice.randint(12, 32))
        if state == "created" or state == "canceled" and dice.random() < .3:
            approved = None
        if state not in ("shipped", "delivered"):
            handed = None
        if state != "delivered":
            arrived = None
        elif dice.random() < .01:
            approved = None
        order = order_hash("order", i)
        orders.append((order, order_hash("customer", i), state, stamp(bought), stamp(approved), stamp(handed),
                       stamp(arrived), stamp(promised)))
        total = 0.0
        if state != "unavailable":
            for n in range(1, 2 + (dice.random() < .15)):
                product = dice.choice(products)
                freight = dice.randint(790, 3200) / 100
                total += product[2] + freight
                items.append((order, n, product[0], order_hash("seller", dice.randrange(9)),
                              stamp(bought + dt.timedelta(days=6)), f"{product[2]:.2f}".rstrip("0").rstrip("."),
                              f"{freight:.2f}".rstrip("0").rstrip(".")))
            way = dice.choices(["credit_card", "boleto", "voucher", "debit_card"], [78, 16, 5, 1])[0]
            payments.append((order, 1, way, dice.randint(1, 8) if way == "credit_card" else 1,
                             f"{total:.2f}".rstrip("0").rstrip(".")))
    write("orders", "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
          "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date", orders)
    write("order_items", "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value", items)
    write("order_payments", "order_id,payment_sequential,payment_type,payment_installments,payment_value", payments)
    write("products", "product_id,product_category_name,product_name_lenght,product_description_lenght,"
          "product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_width_cm",
          [(p[0], p[1], *((dice.randint(20, 60), dice.randint(80, 900), dice.randint(1, 5)) if p[1] else ("",) * 3),
            dice.randint(100, 4000), dice.randint(10, 40), dice.randint(5, 30), dice.randint(8, 30))
           for p in products])
    write("product_category_name_translation", "product_category_name,product_category_name_english", CATEGORIES)


def write(name, header, rows):
    with open(f"olist/{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])


if __name__ == "__main__":
    with open("trello-board.json", "w", encoding="utf-8") as file:
        json.dump(trello(), file, ensure_ascii=False, indent=1)
        file.write("\n")
    olist()
