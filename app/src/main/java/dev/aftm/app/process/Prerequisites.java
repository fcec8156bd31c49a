package dev.aftm.app.process;

import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What must be present before orders can be sent, and the command to run if it is missing. */
public final class Prerequisites {

    private Prerequisites() {}

    /**
     * A prerequisite.
     *
     * @param name its name for people
     * @param isMet whether it is met
     * @param detail its value, or what to do if it is not met
     */
    public record Item(String name, boolean isMet, String detail) {}

    /** Returns all prerequisites, in the order in which they must be met. */
    public static List<Item> of(SessionInfo session) {
        List<Item> items = new ArrayList<>();
        items.add(login(session));
        items.add(account(session));
        items.add(instrument(session));
        return items;
    }

    /** Returns a line for each prerequisite that is not met, which says what to do. */
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
        return new Item("logged in", false, "no. " + why + " Fix that, then run \"session login\".");
    }

    public static Item account(SessionInfo session) {
        Choice chosen = session.account();
        if (chosen != null) {
            return new Item("account", true, chosen.code());
        }
        String known = session.accounts().isEmpty()
                ? ""
                : " (available: " + String.join(", ", new TreeSet<>(session.accounts())) + ")";
        return new Item("account", false, "none is selected; run \"session select-account ACCOUNT\"" + known + ".");
    }

    public static Item instrument(SessionInfo session) {
        Choice chosen = session.instrument();
        return chosen != null
                ? new Item("instrument", true, chosen.code())
                : new Item(
                        "instrument",
                        false,
                        "none is registered; run \"session register ITEM\" (\"session instruments\" lists all).");
    }
}
