# METADATA
# title: Purpose registered
# description: A consumer uses data for the purposes it is registered for, and for no other.
# custom:
#   effect: refuse
#   entry: consumers/{consumer}/purposes
#   codes:
#     consumer_unknown: {clause: 4.1.3-b, en: The consumer is not registered, zh: 系统未登记}
#     purpose_unknown: {clause: 4.1.3-b, en: The purpose is not registered, zh: 目的未登记}
#     purpose_not_registered: {clause: 4.1.3-b, en: The purpose is not registered for this consumer, zh: 该系统未登记此目的}
package rules.purpose

import data.rules.facts

refuse contains "consumer_unknown" if not facts.consumer

refuse contains "purpose_unknown" if not facts.purpose

_registered if input.purpose in facts.consumer.purposes

refuse contains "purpose_not_registered" if {
	facts.consumer
	facts.purpose
	not _registered
}
