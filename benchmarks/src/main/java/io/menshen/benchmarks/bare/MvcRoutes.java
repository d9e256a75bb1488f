package io.menshen.benchmarks.bare;

import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The one route. It is no {@code @Configuration}: the gateway looks for those below {@code
 * io.menshen}, and must not find this one.
 */
@EnableWebMvc
class MvcRoutes {
    @Bean
    RouterFunction<ServerResponse> route(MvcPeople people) {
        return RouterFunctions.route()
                .POST(
                        "/people",
                        request ->
                                ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(people.read(request.body(Person.Wanted.class).id())))
                .build();
    }
}
