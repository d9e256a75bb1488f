# METADATA
# title: No sale, no provision to others
# description: No purpose sells. Providing to others is off unless this deployment switched the purpose on.
# custom:
#   effect: refuse
#   entry: purposes/{purpose}/enabled
#   codes:
#     sale_forbidden: {clause: 4.1.4-e, en: Selling is forbidden, zh: 禁止出售}
#     third_party_off: {clause: 4.1.4-e, en: Others get data only by a purpose of provision, zh: 仅可依对外提供目的向他人提供}
#     purpose_disabled: {clause: 4.1.4-e, en: The purpose is switched off, zh: 该目的未启用}
package rules.provision

import data.rules.facts

_forbidden contains "sale"

_forbidden contains manner if some manner in data.registries.floor.forbidden_manners

refuse contains "sale_forbidden" if {
	some manner in facts.purpose.manner
	manner in _forbidden
}

_enabled if facts.purpose.enabled == true

_provides if "provision" in facts.purpose.manner

# Where the registry does not say that a purpose is on, it is off.
refuse contains "purpose_disabled" if {
	facts.purpose
	not _enabled
}

refuse contains "third_party_off" if {
	facts.consumer.kind == "third_party"
	not _provides
}
