/**
 * What a person is told before data is taken in (T/CCAGM 002 4.1.2-b, -c): the notice of a purpose,
 * made from the registries, so that text and practice cannot differ; and the archive of all that
 * ever came into force.
 */
@NullMarked
package io.menshen.notice;

import org.jspecify.annotations.NullMarked;
