package rules.collection_test

import data.rules.collection
import data.testing

_collect(evidence) := testing.request({"operation": "collect", "evidence": evidence})

test_current_notice if {
	count(collection.refuse) == 0 with input as _collect({"notice": "current", "bundled": false, "fields": []})
}

test_refuses_without_notice if {
	collection.refuse == {"notice_missing"} with input as _collect({"notice": "missing", "bundled": false, "fields": []})
}

test_refuses_an_old_notice if {
	collection.refuse == {"notice_missing"} with input as _collect({"notice": "old", "bundled": false, "fields": []})
}

test_refuses_an_altered_notice if {
	collection.refuse == {"notice_altered"} with input as _collect({"notice": "altered", "bundled": false, "fields": []})
}

test_refuses_without_any_evidence if collection.refuse == {"notice_missing"} with input as _collect(null)

test_refuses_bundled_consent if {
	collection.refuse == {"bundled_consent"} with input as _collect({"notice": "current", "bundled": true, "fields": []})
}

test_a_read_needs_no_evidence if count(collection.refuse) == 0 with input as testing.base
