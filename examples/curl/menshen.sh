#!/usr/bin/env bash
# The way of a person's data through Menshen with curl. Tokens stay out of the list of processes: curl reads them from a file.
set -euo pipefail
: "${MENSHEN:?is not set: the address of the gateway, such as http://127.0.0.1:8410}"
: "${APP_TOKEN:?is not set: ./menshen token app}"
: "${DELIVERY_TOKEN:?is not set: ./menshen token delivery}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
printf 'header = "Authorization: Bearer %s"\n' "$APP_TOKEN" >"$work/app"
printf 'header = "Authorization: Bearer %s"\n' "$DELIVERY_TOKEN" >"$work/delivery"

# call CONSUMER PATH BODY [curl's options]: prints the answer. curl itself waits as Retry-After says after 429 and 503; a write is
# repeated with its Idempotency-Key, so that it has one effect.
call() {
    local as=$1 path=$2 body=$3 status
    shift 3
    status=$(curl -sS --config "$work/$as" --retry 4 --retry-max-time 120 --max-time 30 -o "$work/answer" -w '%{http_code}' \
        -H 'Content-Type: application/json' "$@" --data-binary "$body" "$MENSHEN$path")
    if [ "$status" != 200 ]; then
        # Branch on type; decision names no person and goes into your log.
        printf 'refused %s: %s\n' "$status" "$(member type) $(member decision)" >&2
        return 1
    fi
    cat "$work/answer"
}

# The first text of that name in the answer. Real programs use a JSON parser.
member() {
    { grep -o "\"$1\":\"[^\"]*\"" "$work/answer" || true; } | head -n 1 | cut -d '"' -f 4
}

# get CONSUMER PATH: prints the answer.
get() {
    curl -sS --fail --config "$work/$1" --retry 4 --retry-max-time 120 --max-time 30 "$MENSHEN$2"
}

# shown PURPOSE: version and hash of its notice, as two members of a consent. Real programs use a JSON parser.
shown() {
    grep -o "\"purpose\":\"$1\",\"version\":[0-9]*,\"hash\":\"[0-9a-f]*\"" "$work/notices" | head -n 1 |
        sed 's/"version"/"notice_version"/; s/"hash"/"notice_hash"/'
}

number=$((RANDOM % 9000 + 1000))
external="curl-$$-$number"
mobile="1390000$number"

echo "0 the notices that the person reads first"
get app '/v1/notices/current?channel=app' >"$work/notices"
echo "  $(shown member_register)"

echo "1 take in"
call app /v1/intakes '{"channel":"app","purpose":"member_register",
  "fields":{"external_id":"'"$external"'","full_name":"张小丽","mobile":"'"$mobile"'","birth_date":"1990-05-01","email":"xiaoli@example.com"},
  "consents":[{'"$(shown member_register)"',"act":"ticked"},
              {'"$(shown marketing_email)"',"act":"ticked"}]}' -H "Idempotency-Key: $external" >/dev/null
person=$(member subject)
echo "  $(member outcome)"

echo "2 read by mobile; keep the token, not the number"
call delivery /v1/disclosures '{"purpose":"order_fulfil","subject":{"mobile":"'"$mobile"'"},"fields":["full_name","id_card_no"]}' >/dev/null
token=$(member subject)
echo "  name $(member full_name), identity card $(member id_card_no)"

echo "3 read many, a line each; without the line that says end something is missing"
printf '%s\n' '{"purpose":"order_fulfil","subject":{"token":"'"$token"'"},"fields":["full_name"]}' \
    '{"purpose":"order_fulfil","subject":{"token":"tk1_forged"},"fields":["full_name"]}' |
    curl -sS --config "$work/delivery" --max-time 60 -H 'Content-Type: application/x-ndjson' --data-binary @- \
        "$MENSHEN/v1/disclosures/batch" >"$work/lines"
tail -n 1 "$work/lines" | grep -q '"end":true' || { echo "the answer was cut off" >&2; exit 1; }
echo "  $(tail -n 1 "$work/lines")"

echo "4 exchange the token: after a change of keys it is another one"
call delivery /v1/tokens/exchange '{"purpose":"order_fulfil","token":"'"$token"'"}' >/dev/null
token=$(member subject)
echo "  exchanged"

echo "5 withdraw a consent"
call app /v1/withdrawals '{"purpose":"member_register","subject":{"token":"'"$person"'"}}' -H "Idempotency-Key: withdraw-$external" >/dev/null
echo "  $(member status)"

echo "6 a refusal"
if call delivery /v1/disclosures '{"purpose":"marketing_email","subject":{"mobile":"'"$mobile"'"}}' >/dev/null; then
    echo "delivery may not read for marketing" >&2
    exit 1
fi
echo "done"
