package dev.aftm.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file as the compiler parses it, for rules about what leaves no trace in the class file. */
final class SourceTree {

    private static final Pattern SQL = Pattern.compile(
            "(?i)\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|REPLACE)\\s.*", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** A reason has a few words; "ignored" is none. */
    private static final Pattern REASON =
            Pattern.compile("//\\s*\\S+(\\s+\\S+){3,}|/\\*.*\\S+(\\s+\\S+){3,}", Pattern.DOTALL);

    /** Names of a caught exception that say nothing of it. */
    private static final Set<String> MEANINGLESS = Set.of(
            "e", "ex", "exc", "exception", "t", "error", "err", "ignored", "ignore", "unused", "caught", "failure");

    private static final Set<String> CHANGES_TEXT = Set.of("formatted", "concat", "replace", "replaceAll", "repeat");

    private final String name;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String text;

    private SourceTree(String name, CompilationUnitTree unit, SourcePositions positions, String text) {
        this.name = name;
        this.unit = unit;
        this.positions = positions;
        this.text = text;
    }

    static SourceTree of(JavaClass type) {
        Path file = Sources.of(type)
                .orElseThrow(() -> new AssertionError("Where is the source of " + type.getName() + "?"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            return new SourceTree(
                    type.getName(),
                    unit,
                    Trees.instance(task).getSourcePositions(),
                    unit.getSourceFile().getCharContent(true).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Catches that neither use the exception, nor throw, log or interrupt, nor say why nothing has to be done: in a comment, or
     * in the variable's name ({@code notANumber}).
     */
    Stream<String> swallowedExceptions() {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitCatch(CatchTree caught, Void unused) {
                String variable = caught.getParameter().getName().toString();
                if (MEANINGLESS.contains(variable)
                        && !mentions(caught.getBlock(), variable)
                        && !REASON.matcher(textOf(caught.getBlock())).find()) {
                    found.add(at(caught) + " swallows " + caught.getParameter().getType());
                }
                return super.visitCatch(caught, null);
            }
        }.scan(unit, null);
        return found.stream();
    }

    private static boolean mentions(Tree block, String variable) {
        boolean[] found = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree identifier, Void unused) {
                found[0] |= identifier.getName().contentEquals(variable)
                        || identifier.getName().contentEquals("LOG");
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree member, Void unused) {
                found[0] |= member.getIdentifier().contentEquals("interrupt");
                return super.visitMemberSelect(member, null);
            }

            @Override
            public Void visitThrow(ThrowTree thrown, Void unused) {
                found[0] = true;
                return null;
            }
        }.scan(block, null);
        return found[0];
    }

    /** SQL that is put together from something else than constant text. */
    Stream<String> assembledSql() {
        List<String> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void unused) {
                if (literal.getValue() instanceof String string
                        && SQL.matcher(string).matches()) {
                    Tree whole = literal;
                    TreePath path = getCurrentPath().getParentPath();
                    while (path.getLeaf() instanceof BinaryTree || path.getLeaf() instanceof ParenthesizedTree) {
                        whole = path.getLeaf();
                        path = path.getParentPath();
                    }
                    boolean isChanged = path.getLeaf() instanceof MemberSelectTree member
                            && CHANGES_TEXT.contains(member.getIdentifier().toString());
                    if (!isConstant(whole) || isChanged || isFormat(path.getLeaf())) {
                        found.add(at(whole) + " assembles SQL from values");
                    }
                }
                return null;
            }
        }.scan(unit, null);
        return found.stream();
    }

    private static boolean isFormat(Tree tree) {
        return tree instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree method
                && Set.of("format", "append").contains(method.getIdentifier().toString());
    }

    private static boolean isConstant(Tree tree) {
        if (tree instanceof BinaryTree binary) {
            return isConstant(binary.getLeftOperand()) && isConstant(binary.getRightOperand());
        }
        if (tree instanceof ParenthesizedTree inner) {
            return isConstant(inner.getExpression());
        }
        if (tree instanceof ConditionalExpressionTree choice) {
            return isConstant(choice.getTrueExpression()) && isConstant(choice.getFalseExpression());
        }
        if (tree instanceof MemberSelectTree member) {
            return CONSTANT.matcher(member.getIdentifier()).matches();
        }
        if (tree instanceof IdentifierTree identifier) {
            return CONSTANT.matcher(identifier.getName()).matches();
        }
        return tree instanceof LiteralTree || isCountOfConstant(tree);
    }

    /** The length of a constant is a number that no user can change. */
    private static boolean isCountOfConstant(Tree tree) {
        return tree instanceof MethodInvocationTree call
                && call.getArguments().isEmpty()
                && call.getMethodSelect() instanceof MemberSelectTree method
                && method.getIdentifier().contentEquals("length")
                && isConstant(method.getExpression());
    }

    private String textOf(Tree tree) {
        return text.substring(
                Math.toIntExact(positions.getStartPosition(unit, tree)),
                Math.toIntExact(positions.getEndPosition(unit, tree)));
    }

    private String at(Tree tree) {
        long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        return String.format(Locale.ROOT, "Class <%s> (%s:%d)", name, file, line);
    }
}
