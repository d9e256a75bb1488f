# METADATA
# title: Systems at MLPS level 2
# description: The asking system and this deployment hold level 2 or above of the multi-level protection scheme, not expired.
# custom:
#   effect: refuse
#   entry: consumers/{consumer}/mlps
#   codes:
#     system_mlps: {clause: 4.1.4-c, en: The system has no valid MLPS level 2, zh: 系统未达等保二级或已到期}
#     deployment_mlps: {clause: 4.1.4-c, en: This gateway has no valid MLPS level 2, zh: 本网关未达等保二级或已到期}
package rules.security

import data.rules.facts

_protected(system) if {
	system.mlps.level >= 2
	input.context.day <= system.mlps.expires
}

_consumer_protected if _protected(facts.consumer)

_deployment_protected if _protected(facts.deployment)

refuse contains "system_mlps" if {
	facts.consumer
	not _consumer_protected
}

refuse contains "deployment_mlps" if not _deployment_protected
