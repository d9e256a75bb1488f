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

_hindered := {
	"caller": {"consumer": "mail-marketing"}, "purpose": "marketing_email", "operation": "withdraw",
	"subject": {
		"lifecycle": "frozen", "age": "unknown", "consent": "withdrawn",
		"restrictions": ["processing", "marketing"],
	},
	"context": {"contained": true, "day": "2030-01-01"},
}

test_a_withdrawal_is_taken_in_every_state_and_shows_nothing if {
	decision := rules.decision with input as testing.request(_hindered)
	decision.allow
	decision.plan == {}
}

test_what_takes_away_or_keeps_a_case_shows_nothing if {
	officer := {"purpose": "rights_request", "caller": {
		"consumer": "privacy-desk",
		"staff": {"role": "privacy_officer", "agreement": "valid", "retrieval": "one"},
	}}
	every operation in ["freeze", "close", "erase", "open", "handle", "decide", "lift"] {
		decision := rules.decision with input as testing.request(object.union(officer, {"operation": operation}))
		decision.allow
		decision.plan == {}
		decision.withheld == {}
	}
}

test_a_ticket_shows_nothing if {
	officer := {"caller": {
		"consumer": "privacy-desk",
		"staff": {"role": "privacy_officer", "agreement": "valid", "retrieval": "one"},
	}}
	every operation, purpose in {"retrieve": "data_retrieval", "approve": "retrieval_approval"} {
		asked := {"operation": operation, "purpose": purpose, "subject": null}
		decision := rules.decision with input as testing.request(object.union(officer, asked))
		decision.allow
		decision.plan == {}
		decision.withheld == {}
	}
}

test_a_withdrawal_is_refused_to_whoever_has_no_business_with_the_purpose if {
	decision := rules.decision with input as testing.request(object.union(_hindered, {"caller": {"consumer": "delivery"}}))
	decision.reasons == ["purpose_not_registered"]
}

test_a_request_without_the_state_of_the_person_is_not_decided if {
	every odd in ["active", [], true] {
		decision := rules.decision with input as testing.request({"subject": odd})
		decision.reasons == ["undecided"]
	}
	missing := rules.decision with input as object.remove(testing.base, ["subject"])
	missing.reasons == ["undecided"]
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

test_decides_before_the_person_is_known if {
	decision := rules.decision with input as testing.request({"subject": null})
	decision.allow
}
