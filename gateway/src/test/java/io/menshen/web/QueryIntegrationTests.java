package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryIntegrationTests {
    private static final TestGateway GATEWAY = new TestGateway();

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/seen?13800000001",
                "/v1/seen?=13800000001",
                "/v1/seen?name=13800000001",
                "/v1/seen?mobile=a&name=13800000001",
                "/v1/seen?mobile=a&&",
                "/v1/seen?Mobile=13800000001",
                "/v1/seen?mobi%6ce=13800000001",
                "/v1/slow?mobile=13800000001"
            })
    void refuses_a_parameter_that_the_route_does_not_have_and_repeats_nothing(String address) {
        var answer = GATEWAY.get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"pointer\":\"\"", "\"code\":\"unknown_parameter\"")
                .doesNotContain("13800000001", "name=", "Mobile");
    }

    @Test
    void takes_the_parameters_of_the_route_and_an_empty_query() {
        assertThat(GATEWAY.get("/v1/seen?mobile=a").statusCode()).isEqualTo(200);
        assertThat(GATEWAY.get("/v1/seen?mobile").statusCode()).isEqualTo(200);
        assertThat(GATEWAY.get("/v1/seen?").statusCode()).isEqualTo(200);
    }

    @Test
    void tells_of_parameters_only_who_is_authenticated() {
        assertThat(GATEWAY.get("/v1/who?name=a").statusCode()).isEqualTo(401);
    }
}
