package dev.aftm.app.process;

import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What there has to be before anything can be traded, and what to type where it is missing. */
public final class Prerequisites {

    private Prerequisites() {}

    /**
     * One of them.
     *
     * @param name for people
     * @param isMet whether it is there
     * @param detail what there is, or what to do
     */
    public record Item(String name, boolean isMet, String detail) {}

    /** All of them, in the order in which they are met. */
    public static List<Item> of(SessionInfo session) {
        List<Item> items = new ArrayList<>();
        items.add(login(session));
        items.add(account(session));
        items.add(instrument(session));
        return items;
    }

    /** Of those that are missing, what to do. */
    public static List<String> missing(SessionInfo session) {
        return of(session).stream()
                .filter(item -> !item.isMet())
                .map(item -> item.name() + ": " + item.detail())
                .toList();
    }

    static Item login(SessionInfo session) {
        if (session.loggedIn()) {
            return new Item(
                    "logged in",
                    true,
                    session.simulated() ? "yes, to a simulated exchange" : "yes, to a REAL exchange");
        }
        String why = session.refusal().isEmpty() ? "The state is " + session.state() + "." : session.refusal();
        return new Item("logged in", false, "no. " + why + " When that is mended, type \"session login\".");
    }

    public static Item account(SessionInfo session) {
        Choice chosen = session.account();
        if (chosen != null) {
            return new Item("account", true, chosen.code());
        }
        String known = session.accounts().isEmpty()
                ? ""
                : " (there are " + String.join(", ", new TreeSet<>(session.accounts())) + ")";
        return new Item("account", false, "none is selected; type \"session select-account ACCOUNT\"" + known + ".");
    }

    public static Item instrument(SessionInfo session) {
        Choice chosen = session.instrument();
        return chosen != null
                ? new Item("instrument", true, chosen.code())
                : new Item(
                        "instrument",
                        false,
                        "none is registered; type \"session register ITEM\" (\"session instruments\" lists them).");
    }
}
