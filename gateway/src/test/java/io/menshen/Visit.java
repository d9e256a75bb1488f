package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A person at a browser of a certain width. What a page must never do is looked at on every page:
 * ask another server, complain, overflow, or keep people out.
 */
final class Visit implements AutoCloseable {
    static final int PHONE = 360;
    static final int DESK = 1280;

    /** Whether the pictures of the pages are written into docs. */
    private static final boolean WRITE = Boolean.getBoolean("screenshots.write");

    private static final Path PICTURES = Path.of("../docs/screenshots");
    private static final String AXE = axe();

    private final BrowserContext context;
    private final Page page;
    private final String origin;
    private final int width;
    private final List<String> origins = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int loads;

    Visit(Browser browser, String origin, int width) {
        this.origin = origin;
        this.origins.add(origin);
        this.width = width;
        var size = new Browser.NewContextOptions().setViewportSize(width, 740).setLocale("en");
        this.context = browser.newContext(size);
        this.page = context.newPage();
        page.onRequest(request -> {
            var url = URI.create(request.url());
            if (!"data".equals(url.getScheme())
                    && origins.stream().noneMatch(request.url()::startsWith)) {
                foreign.add(request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type()) && !message.text().contains("status of 40")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onLoad(_ -> loads++);
    }

    private static String axe() {
        try (var script = Visit.class.getResourceAsStream("/axe.min.js")) {
            var bytes = Objects.requireNonNull(script, "axe.min.js").readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that the pages lead to. */
    Visit leadsTo(String other) {
        origins.add(other);
        return this;
    }

    Page page() {
        return page;
    }

    /** Opens a page, and looks at it. */
    Visit open(String path, int status) {
        var answer = Objects.requireNonNull(page.navigate(origin + path));
        assertThat(answer.status()).as(path).isEqualTo(status);
        return look();
    }

    /** Presses by the keyboard alone what the tab key comes to with a text that begins so. */
    Visit press(String text) {
        for (int at = 0; at < 60; at++) {
            page.keyboard().press("Tab");
            var focused = (String) page.evaluate("document.activeElement?.innerText ?? ''");
            if (focused.strip().startsWith(text)) {
                var before = loads;
                page.keyboard().press("Enter");
                page.waitForCondition(() -> loads > before);
                return look();
            }
        }
        throw new AssertionError("the tab key never comes to: " + text);
    }

    /** Types into a field by its id. */
    Visit fill(String field, String value) {
        page.locator("#" + field).fill(value);
        return this;
    }

    Visit look() {
        assertThat(foreign).as("asked of others").isEmpty();
        assertThat(complaints).as("complaints at %s", page.url()).isEmpty();
        var wide = (int) page.evaluate("document.documentElement.scrollWidth");
        assertThat(wide).as("width of %s", page.url()).isLessThanOrEqualTo(width);
        page.evaluate(AXE);
        var found =
                page.evaluate(
                        """
                        axe.run().then(run => run.violations.map(v =>
                            v.id + ' in ' + v.nodes.length + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary))
                        """);
        assertThat((List<?>) found).as("axe at %s, %d wide", page.url(), width).isEmpty();
        return this;
    }

    Visit says(String... words) {
        assertThat(page.locator("main").innerText()).contains(words);
        return this;
    }

    /** A picture for docs, of a phone, where they are written. */
    Visit picture(String name) {
        var options = new Page.ScreenshotOptions();
        var kept = WRITE && width == PHONE;
        var bytes =
                page.screenshot(kept ? options.setPath(PICTURES.resolve(name + ".png")) : options);
        assertThat(bytes).isNotEmpty();
        return this;
    }

    /** As it is printed. */
    Visit print() {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("header").isVisible()).isFalse();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
