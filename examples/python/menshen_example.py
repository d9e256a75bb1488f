"""The way of a person's data through Menshen with Python's standard library."""
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid


class Refused(Exception):
    """An answer that is no 200. Branch on type; decision names no person and goes into your log."""

    def __init__(self, status, problem):
        super().__init__("%s %s %s" % (status, problem.get("type"), problem.get("decision")))
        self.status, self.type, self.reasons = status, problem.get("type"), problem.get("reasons", [])


class Menshen:
    """One consumer. Personal values stand in bodies only: never put one into an address or a log."""

    def __init__(self, address, token, tries=5):
        self.address, self.token, self.tries = address, token, tries

    def get(self, path):
        with self.open(path, None, {}) as answer:
            return json.load(answer)

    def call(self, path, body, key=None):
        """Posts JSON. A write takes a key, so that however often it is sent it has one effect."""
        headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
        with self.open(path, json.dumps(body).encode(), headers) as answer:
            return json.load(answer)

    def lines(self, path, bodies):
        """Posts a line each and gives an answer each, in the same order."""
        data = "".join(json.dumps(body) + "\n" for body in bodies).encode()
        whole = False
        with self.open(path, data, {"Content-Type": "application/x-ndjson"}) as answer:
            for line in answer:
                one = json.loads(line)
                whole = whole or one.get("end", False)
                if not one.get("end"):
                    yield one
        if not whole:
            raise ConnectionError("the answer was cut off: ask again for what is missing")

    def open(self, path, data, headers):
        """429 and 503 say when to come again; nothing else gets better by repeating it."""
        headers = {"Authorization": "Bearer " + self.token, **headers}
        for attempt in range(1, self.tries + 1):
            try:
                return urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers), timeout=30)
            except urllib.error.HTTPError as refused:
                with refused:
                    body = refused.read()
                if refused.code not in (429, 503) or attempt == self.tries:
                    raise Refused(refused.code, json.loads(body or b"{}")) from None
                time.sleep(int(refused.headers.get("Retry-After", "1")))
        raise AssertionError("tries is 1 or more")


def main():
    address = os.environ["MENSHEN"]
    app, delivery = Menshen(address, os.environ["APP_TOKEN"]), Menshen(address, os.environ["DELIVERY_TOKEN"])
    external = "python-" + uuid.uuid4().hex
    mobile = "1391%07d" % (uuid.uuid4().int % 10_000_000)

    # The person reads these texts before anything is taken in; version and hash say which ones they were.
    notices = {one["purpose"]: one for one in app.get("/v1/notices/current?channel=app")["items"]}
    notice = notices["member_register"]
    print("0 notice:", notice["wording"]["en"].splitlines()[0])

    taken = app.call("/v1/intakes", {
        "channel": "app", "purpose": "member_register",
        "fields": {"external_id": external, "full_name": "张小丽", "mobile": mobile, "birth_date": "1990-05-01"},
        "consents": [{"purpose": "member_register", "notice_version": notice["version"],
                      "notice_hash": notice["hash"], "act": "ticked"}]}, key=external)
    print("1 taken in:", taken["outcome"])
    receipt = app.get("/v1/receipts/" + taken["receipts"]["member_register"])
    print("  receipt:", receipt["act"], receipt["method"], "version", receipt["notice"]["version"])

    read = delivery.call("/v1/disclosures", {
        "purpose": "order_fulfil", "subject": {"mobile": mobile}, "fields": ["full_name", "id_card_no"]})
    print("2 read:", read["fields"], read["withheld"])
    token = read["subject"]  # keep this, not the number

    wanted = {"purpose": "order_fulfil", "fields": ["full_name"]}
    for one in delivery.lines("/v1/disclosures/batch", [
            {**wanted, "subject": {"token": token}}, {**wanted, "subject": {"token": "tk1_forged"}}]):
        print("3 line:", one.get("fields") or one["problem"]["type"])

    exchanged = delivery.call("/v1/tokens/exchange", {"purpose": "order_fulfil", "token": token})
    print("4 exchanged:", exchanged["subject"] == token and "the keys did not change" or "the keys changed")

    withdrawn = app.call("/v1/withdrawals", {
        "purpose": "member_register", "subject": {"token": taken["subject"]}}, key="withdraw-" + external)
    print("5 withdrawn:", withdrawn["status"])

    try:
        delivery.call("/v1/disclosures", {"purpose": "marketing_email", "subject": {"mobile": mobile}})
        sys.exit("delivery may not read for marketing")
    except Refused as refused:
        print("6 refused:", refused.status, refused.type, [reason["code"] for reason in refused.reasons])
    print("done")


if __name__ == "__main__":
    main()
