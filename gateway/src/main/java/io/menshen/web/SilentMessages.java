package io.menshen.web;

import reactor.netty.http.logging.HttpMessageArgProvider;
import reactor.netty.http.logging.HttpMessageLogFactory;

/**
 * What the server says of a message in its log: its kind. By default it repeats the address, and of
 * one that it could not read also parts of it, in which a person's data can be.
 */
final class SilentMessages implements HttpMessageLogFactory {
    @Override
    public String trace(HttpMessageArgProvider message) {
        return kind(message);
    }

    @Override
    public String debug(HttpMessageArgProvider message) {
        return kind(message);
    }

    @Override
    public String info(HttpMessageArgProvider message) {
        return kind(message);
    }

    @Override
    public String warn(HttpMessageArgProvider message) {
        return kind(message);
    }

    @Override
    public String error(HttpMessageArgProvider message) {
        return kind(message);
    }

    private static String kind(HttpMessageArgProvider message) {
        return message.httpMessageType().name();
    }
}
