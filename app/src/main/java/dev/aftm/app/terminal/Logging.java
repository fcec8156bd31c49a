package dev.aftm.app.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the logs of a long-running process: a file of its own in the log folder, and standard error. */
public final class Logging {

    /** Control characters from outside must not forge lines. */
    private static final String MESSAGE = "%replace(%msg){'[\\p{Cntrl}]', '?'}";

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
        root.addAppender(console(context, process, console));
        root.addAppender(file(context, folder, process));
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, String process, Console console) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        if (console == Console.PROBLEMS) {
            ThresholdFilter filter = new ThresholdFilter();
            filter.setLevel(Level.WARN.levelStr);
            filter.start();
            appender.addFilter(filter);
        }
        start(appender, context, "%d{HH:mm:ss.SSS} %-5level " + process + ": " + MESSAGE + "%n%nopex");
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder, String process) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        String name = folder.resolve(process).toString();
        Folders.prepareFile(Path.of(name + ".log"));
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
        start(
                appender,
                context,
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} - " + MESSAGE + "%n%ex");
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
