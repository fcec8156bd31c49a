package dev.aftm.app.terminal;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the logs of a long-running process: its own file in the log folder, with one JSON object per line, and standard
 * error for people. Events about one order carry its {@code request_id}, which is the same in every process, and go to the
 * file only.
 */
public final class Logging {

    /** Control characters in external text must not forge log lines. */
    private static final String MESSAGE = "%replace(%msg){'[\\p{Cntrl}]', '?'}";

    private static final int QUEUE = 8192;

    private Logging() {}

    /** Which events go to standard error; the file always receives those of LOG_LEVEL. */
    public enum Console {
        ALL,
        /** Warnings and errors only, because another process uses the terminal. */
        PROBLEMS
    }

    /** Starts logging for a process. */
    public static void start(String process, Settings settings, Console console) {
        Path folder = Folders.prepare(settings.logDirectory(), Setting.LOG_DIR);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(settings.logLevel()));
        context.setName(process);
        root.addAppender(console(context, process, console));
        root.addAppender(behind(context, file(context, folder, process)));
    }

    /** Writes all queued events; call it before the process ends. */
    public static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    /** Keeps order path threads from waiting for the disk; if it cannot keep up, events below WARN are dropped. */
    private static AsyncAppender behind(LoggerContext context, RollingFileAppender<ILoggingEvent> file) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        queue.setNeverBlock(true);
        queue.addAppender(file);
        queue.start();
        return queue;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, String process, Console console) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        Level lowest = console == Console.PROBLEMS ? Level.WARN : Level.TRACE;
        Filter<ILoggingEvent> filter = new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                boolean isAboutOneOrder =
                        event.getKeyValuePairs() != null && !event.getLevel().isGreaterOrEqual(Level.WARN);
                return isAboutOneOrder || !event.getLevel().isGreaterOrEqual(lowest)
                        ? FilterReply.DENY
                        : FilterReply.NEUTRAL;
            }
        };
        filter.start();
        appender.addFilter(filter);
        start(appender, context, "%d{HH:mm:ss.SSS} %-5level " + process + ": " + MESSAGE + "%n%nopex");
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder, String process) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>() {
            @Override
            public void openFile(String file) throws IOException {
                // Called for the first file, and for each new file when one is full.
                Folders.prepareFile(Path.of(file));
                super.openFile(file);
            }
        };
        appender.setContext(context);
        String name = folder.resolve(process).toString();
        appender.setFile(name + ".log");
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(name + ".%i.log");
        window.setMaxIndex(5);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static void start(OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }
}
