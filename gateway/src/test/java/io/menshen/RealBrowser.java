package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system's Chromium, driven by Playwright. */
final class RealBrowser implements BeforeAllCallback, AfterAllCallback {
    private static final String HINT =
            "Chromium not found in CHROMIUM or on the PATH: apt-get install chromium fonts-noto-cjk";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    /** Without a browser the tests are skipped, or fail where CI is true. */
    @Override
    public void beforeAll(ExtensionContext context) {
        var found = found();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as(HINT).isPresent();
        }
        assumeTrue(found.isPresent(), HINT);
        var options = new Playwright.CreateOptions();
        var started =
                Playwright.create(options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = started;
        // Root may not use the sandbox; the pages are our own.
        browser =
                started.chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(found.orElseThrow())
                                        .setArgs(List.of("--no-sandbox")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    Browser browser() {
        if (browser == null) {
            throw new IllegalStateException("there is no browser");
        }
        return browser;
    }

    private static Optional<Path> found() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        var onPath =
                Stream.of(folders)
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }
}
