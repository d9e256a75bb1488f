/**
 * The way in and out over HTTP: doors, bearer tokens, strict JSON, NDJSON, and the one table from a
 * refusal to a problem (RFC 9457). The only place of status codes.
 */
@NullMarked
package io.menshen.web;

import org.jspecify.annotations.NullMarked;
