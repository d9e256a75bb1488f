package io.menshen.catalog;

/** A text in Chinese and in English. */
public record Label(String zh, String en) {}
