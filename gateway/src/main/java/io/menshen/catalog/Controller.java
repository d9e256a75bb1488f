package io.menshen.catalog;

/**
 * Who answers to the person (PIPL 17): what every notice names.
 *
 * @param name the data controller, as it is registered
 * @param contact of its privacy office, such as a telephone number and an address
 * @param complaints where a person complains who is not content with the answer
 */
public record Controller(Label name, Label contact, Label complaints) {}
