package rules_test

import data.rules
import data.testing

test_refuses_when_nothing_is_left_to_show if {
	asked := object.union(testing.at_desk("identity_verify", "valid"), {"operation": "match"})
	rules.decision == {
		"revision": data.registries.revision,
		"allow": false,
		"reasons": ["recognition_restricted"],
		"plan": {},
		"withheld": {},
	} with input as testing.request(asked)
}

test_tells_all_reasons_in_order if {
	asked := {"caller": {"consumer": "vendor-x"}, "subject": {"lifecycle": "frozen"}}
	reasons := rules.decision.reasons with input as testing.request(asked)
	reasons == ["purpose_not_registered", "subject_frozen", "system_mlps"]
}

test_explains_what_would_be_shown_without_the_refusal if {
	asked := {"caller": {"consumer": "mail-marketing"}, "purpose": "marketing_email", "subject": {"consent": "withdrawn"}}
	explained := rules.explanation with input as testing.request(asked)
	explained.reasons == ["consent_withdrawn"]
	explained.plan.full_name == {"treatment": "generalize", "by": "salutation"}
	explained.withheld.mobile == "field_outside_purpose"
}

test_a_request_of_another_shape_is_denied if {
	every odd in [{}, [], "read", null, {"caller": "delivery"}] {
		decision := rules.decision with input as odd
		decision.allow == false
	}
}

test_denies_when_the_registries_are_gone if {
	decision := rules.decision with input as testing.base with data.registries as null
	decision.allow == false
	decision.reasons == ["undecided"]
}
