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

test_refuses_a_notice_of_no_known_state if {
	collection.refuse == {"notice_missing"} with input as _collect({"bundled": false, "fields": []})
}

test_consent_that_is_not_said_to_be_separate_is_bundled if {
	collection.refuse == {"bundled_consent"} with input as _collect({"notice": "current", "fields": []})
}

_register(subject) := object.union(_collect({"notice": "current", "bundled": false, "fields": ["home_address"]}), {
	"caller": {"consumer": "app"}, "purpose": "member_register",
	"subject": object.union(testing.base.subject, subject),
})

test_refuses_a_sensitive_field_without_separate_consent if {
	collection.refuse == {"separate_consent_missing"} with input as _register({"separate": []})
}

test_takes_in_a_sensitive_field_with_separate_consent if {
	count(collection.refuse) == 0 with input as _register({"separate": ["address"]})
}

test_refuses_what_recognises_without_separate_consent if {
	card := object.union(_register({}), {"purpose": "identity_verify", "evidence": {"fields": ["id_card_no"]}})
	collection.refuse == {"recognition_restricted", "separate_consent_missing"} with input as card
}

test_refuses_a_contained_field if {
	contained := object.union(_register({"separate": ["address"]}), {"context": {"contained_fields": ["home_address"]}})
	collection.refuse == {"contained"} with input as contained
}

_agree(evidence) := testing.request({"operation": "consent", "evidence": evidence})

test_a_consent_alone_needs_the_current_notice_too if {
	count(collection.refuse) == 0 with input as _agree({"notice": "current", "bundled": false, "fields": []})
	collection.refuse == {"notice_missing"} with input as _agree({"notice": "old", "bundled": false, "fields": []})
	collection.refuse == {"notice_missing"} with input as _agree(null)
}

test_a_consent_alone_is_not_bundled_either if {
	collection.refuse == {"bundled_consent"} with input as _agree({"notice": "current", "bundled": true, "fields": []})
}
