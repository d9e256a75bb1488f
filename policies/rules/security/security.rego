# METADATA
# title: Systems at MLPS level 2
# description: The asking system and this deployment hold level 2 or above of the multi-level protection scheme, not expired.
# custom:
#   clause: 4.1.4-c
#   effect: refuse
#   codes: [system_mlps, deployment_mlps]
package rules.security

import data.rules.facts

_protected(system) if {
	system.mlps.level >= 2
	input.context.day <= system.mlps.expires
}

refuse contains "system_mlps" if {
	facts.consumer
	not _protected(facts.consumer)
}

refuse contains "deployment_mlps" if not _protected(facts.deployment)
