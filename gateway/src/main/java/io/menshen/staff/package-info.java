/**
 * Pages for the staff, on a door of their own: login by the retailer's OpenID provider, and the
 * cases of people. Nothing of it is there unless a provider is configured.
 */
@ApplicationModule
@NullMarked
package io.menshen.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
