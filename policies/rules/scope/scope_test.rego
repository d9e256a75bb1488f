package rules.scope_test

import data.rules.scope
import data.testing

test_withholds_what_the_purpose_does_not_list if {
	withheld := scope.withhold with input as testing.base
	withheld.id_card_no == {"field_outside_purpose"}
	not withheld.mobile
}

test_withholds_what_the_registry_withholds if {
	withheld := scope.withhold with input as testing.request({"purpose": "wallet"})
	withheld.wallet_balance == {"withheld_by_registry"}
}

test_withholds_a_match_that_is_not_registered if {
	withheld := scope.withhold with input as testing.request(testing.asked_by("app", "face_member"))
	withheld.biometric_template == {"match_not_registered"}
}

test_leaves_a_registered_match if {
	withheld := scope.withhold with input as testing.request(testing.at_desk("identity_verify", "valid"))
	not withheld.id_card_no
}

test_refuses_to_collect_a_field_outside_the_purpose if {
	offered := {"operation": "collect", "evidence": {"notice": "current", "bundled": false, "fields": ["mobile", "health"]}}
	scope.refuse == {"field_outside_purpose"} with input as testing.request(offered)
}

test_collects_fields_of_the_purpose if {
	offered := {"operation": "collect", "evidence": {"notice": "current", "bundled": false, "fields": ["mobile"]}}
	count(scope.refuse) == 0 with input as testing.request(offered)
}
