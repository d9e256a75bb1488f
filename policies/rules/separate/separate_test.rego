package rules.separate_test

import data.rules.separate
import data.testing

_register(kinds) := testing.request({
	"caller": {"consumer": "app"}, "purpose": "member_register",
	"subject": {"separate": kinds},
})

test_withholds_an_address_without_separate_consent if {
	withheld := separate.withhold with input as _register([])
	withheld.home_address == {"separate_consent_missing"}
}

test_a_separate_consent_of_another_kind_does_not_count if {
	withheld := separate.withhold with input as _register(["health"])
	withheld.home_address == {"separate_consent_missing"}
}

test_shows_it_with_separate_consent if {
	count(separate.withhold) == 0 with input as _register(["address"])
}

test_a_contract_shows_the_address_it_needs if count(separate.withhold) == 0 with input as testing.base

test_a_purpose_may_ask_for_separate_consent_itself if {
	withheld := separate.withhold with input as testing.request(testing.asked_by("pos-till", "payment"))
	withheld.bank_card_no == {"separate_consent_missing"}
}

test_a_state_without_separate_consents_has_none if {
	bare := object.union(_register([]), {"subject": {"separate": null}})
	withheld := separate.withhold with input as bare
	withheld.home_address == {"separate_consent_missing"}
}

test_a_sensitive_field_of_no_known_kind_is_withheld if {
	withheld := separate.withhold with input as _register(["address"])
		with data.registries.fields.home_address.kind as null
	withheld.home_address == {"separate_consent_missing"}
}
