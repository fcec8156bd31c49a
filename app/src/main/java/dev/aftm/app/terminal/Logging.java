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
 * Sets up the logs of a long-running process: a file of its own in the log folder, one JSON object a line, for programs; and
 * standard error, for people. What is about one order carries its {@code request_id}, the same in every process, and is for
 * the file alone.
 */
public final class Logging {

    /** Control characters from outside must not forge lines. */
    private static final String MESSAGE = "%replace(%msg){'[\\p{Cntrl}]', '?'}";

    private static final int QUEUE = 8192;

    private Logging() {}

    /** How much standard error gets; the file always gets what LOG_LEVEL says. */
    public enum Console {
        ALL,
        /** Another process speaks at the terminal; only problems are shown. */
        PROBLEMS
    }

    /** Begins to log. */
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

    /** Writes what is still waiting to be written; the process is about to end. */
    public static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    /** No thread of the order path waits for a disk; where that cannot keep up, events below WARN are left out. */
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
                // The first one, and each that is begun when that is full.
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
