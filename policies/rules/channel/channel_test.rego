package rules.channel_test

import data.rules.channel
import data.testing

_collect(at, purpose, fields) := testing.request({
	"operation": "collect", "channel": at, "purpose": purpose,
	"evidence": {"notice": "current", "bundled": false, "fields": fields},
})

test_takes_in_what_the_profile_names if {
	count(channel.refuse) == 0 with input as _collect("app", "member_register", ["mobile", "full_name", "external_id"])
}

test_declined_fields_are_not_missed if {
	count(channel.refuse) == 0 with input as _collect("app", "member_register", ["mobile"])
	count(channel.refuse) == 0 with input as _collect("questionnaire", "survey", [])
}

test_what_is_made_of_a_field_comes_with_it if {
	fields := ["mobile", "birth_date", "birth_month_day", "birth_year_band"]
	count(channel.refuse) == 0 with input as _collect("app", "member_register", fields)
}

test_what_is_made_of_a_field_that_the_profile_lacks_does_not_come_in if {
	channel.refuse == {"field_outside_channel"} with input as _collect("sales_guide", "member_register", ["birth_month_day"])
}

test_refuses_a_field_that_the_profile_lacks if {
	channel.refuse == {"field_outside_channel"} with input as _collect("sales_guide", "member_register", ["home_address"])
}

test_leaves_a_field_outside_the_purpose_to_the_rule_of_purposes if {
	count(channel.refuse) == 0 with input as _collect("gift_scan", "gift_sample", ["id_card_no"])
}

test_refuses_a_purpose_that_the_channel_does_not_serve if {
	channel.refuse == {"channel_purpose"} with input as _collect("parking", "survey", ["full_name"])
}

test_footfall_takes_in_nobody if {
	every purpose, _ in data.registries.purposes {
		channel.refuse == {"channel_purpose"} with input as _collect("footfall", purpose, [])
	}
}

test_refuses_what_comes_by_no_channel if {
	every odd in [null, "", "telepathy", 1, ["app"]] {
		channel.refuse == {"channel_purpose"} with input as _collect(odd, "member_register", [])
	}
	channel.refuse == {"channel_purpose"} with input as object.remove(_collect("app", "member_register", []), ["channel"])
}

test_consent_is_taken_at_every_channel_to_every_purpose if {
	every at, _ in data.registries.channels {
		every purpose, _ in data.registries.purposes {
			said := object.union(_collect(at, purpose, []), {"operation": "consent"})
			count(channel.refuse) == 0 with input as said
		}
	}
}

test_no_other_operation_is_looked_at if count(channel.refuse) == 0 with input as testing.base
