package dev.aftm.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real headless browser; a test that needs it is skipped if there is none. */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a browser. */
    static Browser open() {
        Optional<File> chrome = program("chromium");
        Optional<File> driver = program("chromedriver");
        assumeTrue(
                chrome.isPresent() && driver.isPresent(),
                "There is no Chromium with its chromedriver on this machine.");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chrome.orElseThrow());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow())
                .usingAnyFreePort()
                .build();
        ChromeDriver opened = new ChromeDriver(service, options);
        opened.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return new Browser(opened);
    }

    private static Optional<File> program(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Runs a script in the page and returns its result. */
    Object ask(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    String text(String id) {
        return String.valueOf(ask("return document.getElementById('" + id + "').textContent"));
    }

    long count(String selector) {
        return Long.parseLong(String.valueOf(ask("return document.querySelectorAll('" + selector + "').length")));
    }

    /** Returns the messages in the browser's log since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    void dark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1200, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Saves a screenshot for people. */
    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Returns the violations that the accessibility checker rates as serious or critical. */
    List<String> barriers() {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            if (axe == null) {
                throw new IllegalStateException("The accessibility checker axe.min.js is missing.");
            }
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document).then(result => done({checked: result.passes.length, wrong: result.violations"
                + ".filter(one => ['serious', 'critical'].includes(one.impact))"
                + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))}))");
        Map<?, ?> result = (Map<?, ?>) found;
        if (Long.parseLong(String.valueOf(result.get("checked"))) < 10) {
            throw new IllegalStateException("The accessibility checker has checked almost nothing: " + result);
        }
        return ((List<?>) Objects.requireNonNull(result.get("wrong")))
                .stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
