package io.menshen.web;

import io.menshen.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The description of the interface (OpenAPI 3.1) and a page that shows it. All of it is read at
 * start-up from the class path; the page may load nothing from anywhere else.
 */
final class Description {
    private static final String FOLDER = "io/menshen/web/";
    private static final String WEBJAR_OF = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";

    /** React sets styles by script, which this allows, and images of its style sheet are data. */
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = "docs.html";

    private final byte[] document;
    private final Map<String, byte[]> assets;

    Description(StrictJson json) {
        var yaml = new String(bytes(FOLDER + "openapi.yaml"), StandardCharsets.UTF_8);
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        this.document = json.write(new Load(settings).loadFromString(yaml));
        this.assets =
                Map.of(
                        PAGE,
                        bytes(FOLDER + PAGE),
                        "docs.js",
                        bytes(FOLDER + "docs.js"),
                        "docs.css",
                        bytes(FOLDER + "docs.css"),
                        "swagger-ui.css",
                        bytes(webjar("swagger-ui.css")),
                        "swagger-ui-bundle.js",
                        bytes(webjar("swagger-ui-bundle.js")));
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/openapi.json", _ -> answer(MediaType.APPLICATION_JSON, document))
                .GET("/docs", _ -> asset(PAGE))
                .GET("/docs/{asset}", request -> asset(request.pathVariable("asset")))
                .build();
    }

    private Mono<ServerResponse> asset(String name) {
        var bytes = assets.get(name);
        return bytes == null
                ? Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND).toException())
                : answer(MediaTypeFactory.getMediaType(name).orElseThrow(), bytes);
    }

    private static Mono<ServerResponse> answer(MediaType type, byte[] bytes) {
        return ServerResponse.ok()
                .contentType(type)
                .header("Content-Security-Policy", CSP)
                .header("Referrer-Policy", "no-referrer")
                .bodyValue(bytes);
    }

    /** The folder in the webjar is named after its version, which the jar tells. */
    private static String webjar(String file) {
        try {
            var properties = PropertiesLoaderUtils.loadProperties(new ClassPathResource(WEBJAR_OF));
            return WEBJAR + properties.getProperty("version") + "/" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(WEBJAR_OF + " is not on the class path", e);
        }
    }

    private static byte[] bytes(String path) {
        try {
            return new ClassPathResource(path).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not on the class path", e);
        }
    }
}
