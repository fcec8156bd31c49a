package dev.aftm.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The registry of modules and of what each may use; anything that is not named here is refused. Two dots at a name's end stand for the
 * packages below it as well.
 */
enum Layer {
    DOMAIN(
            "dev.aftm.domain",
            "java.lang",
            "java.math",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations"),
    INTERACTOR(
            "dev.aftm.interactor",
            List.of(DOMAIN),
            "java.lang",
            "java.math",
            "java.nio.charset",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations"),
    INFRASTRUCTURE(
            "dev.aftm.infrastructure",
            List.of(DOMAIN, INTERACTOR),
            "com.fasterxml.jackson.annotation..",
            "com.sun.jna..",
            "com.sun.net.httpserver..",
            "io.github.cdimascio.dotenv..",
            "io.micrometer..",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.net..",
            "java.nio..",
            "java.security..",
            "java.sql..",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations..",
            "org.slf4j..",
            "org.sqlite..",
            "org.zeromq..",
            "tools.jackson..",
            "zmq.."),
    APP(
            "dev.aftm.app",
            List.of(DOMAIN, INTERACTOR, INFRASTRUCTURE),
            "ch.qos.logback..",
            "com.fasterxml.jackson.annotation..",
            "dagger..",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.net..",
            "java.nio..",
            "java.time..",
            "java.util..",
            "javax.inject..",
            "org.jspecify.annotations..",
            "org.slf4j..",
            "picocli..",
            "tools.jackson..");

    private final String prefix;

    @SuppressWarnings("ImmutableEnumChecker") // Filled by the constructor and never again.
    private final Set<String> allowed = new TreeSet<>();

    Layer(String prefix, String... libraries) {
        this.prefix = prefix;
        allowed.add(packages());
        allowed.addAll(Arrays.asList(libraries));
    }

    /** A layer may use those below it, but not what their libraries are. */
    Layer(String prefix, List<Layer> below, String... libraries) {
        this(prefix, libraries);
        below.forEach(layer -> allowed.add(layer.packages()));
    }

    String prefix() {
        return prefix;
    }

    /** The layer that a class lies in. */
    static Layer of(JavaClass type) {
        return Arrays.stream(values())
                .filter(layer -> covers(layer.packages(), type.getPackageName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getName() + " lies in no layer."));
    }

    /** The Maven module of the same name. */
    String module() {
        return prefix.substring(prefix.lastIndexOf('.') + 1);
    }

    /** Everything of the system that lies in this layer. */
    String packages() {
        return prefix + "..";
    }

    Set<String> allowed() {
        return allowed;
    }

    DescribedPredicate<JavaClass> mayUse() {
        return DescribedPredicate.describe(
                "only what is listed for it: " + String.join(", ", allowed),
                type -> allowed.stream()
                        .anyMatch(listed ->
                                covers(listed, type.getBaseComponentType().getPackageName())));
    }

    /** Whether a name of this list stands for a package; primitive types are in none. */
    static boolean covers(String listed, String packageName) {
        String name = listed.endsWith("..") ? listed.substring(0, listed.length() - 2) : listed;
        return packageName.isEmpty()
                || packageName.equals(name)
                || (listed.endsWith("..") && packageName.startsWith(name + "."));
    }
}
