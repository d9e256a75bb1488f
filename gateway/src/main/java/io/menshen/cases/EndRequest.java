package io.menshen.cases;

/** What is said when a hold is approved or declined: nothing, in the form of an empty object. */
record EndRequest() {}
