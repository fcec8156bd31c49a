// A query to the broker, which answers with one event per record. The broker states the number of records and each record's
// position, but not which query it answers. Therefore only one query of a kind is pending at a time, and a query without a timely
// answer is given up.
using System;
using System.Collections.Generic;
using System.Globalization;

namespace Aftm.Exchange
{
    internal sealed class Question<T>
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2500);

        /// How long no late record may arrive after a query was given up, before the next query starts.
        private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

        private readonly object mutex = new object();
        private readonly List<T> records = new List<T>();
        private readonly HashSet<int> seen = new HashSet<int>();
        private Action<List<T>> answered;
        private Action<string> failed;
        private DateTime asked;
        private DateTime quietUntil;
        private string account = "";
        private int expected;

        /// Starts a query; false if another query is pending, or records of its answer may still arrive.
        internal bool Begin(string ofAccount, Action<List<T>> whenAnswered, Action<string> whenFailed)
        {
            Action<string> lost = null;
            lock (mutex)
            {
                if (answered != null && DateTime.UtcNow - asked < Patience) return false;
                if (DateTime.UtcNow < quietUntil) return false;
                lost = failed;
                account = ofAccount;
                expected = -1;
                answered = whenAnswered;
                failed = whenFailed;
                asked = DateTime.UtcNow;
                records.Clear();
                seen.Clear();
            }
            if (lost != null) lost("The broker has not answered an earlier query.");
            return true;
        }

        /// Receives one record of the answer; count 0 means that there is no record.
        internal void Record(string count, string number, string ofAccount, Func<T> read)
        {
            Action<List<T>> done = null;
            List<T> all = null;
            try
            {
                lock (mutex)
                {
                    if (answered == null)
                    {
                        quietUntil = DateTime.UtcNow + Quiet;
                        return;
                    }
                    Texts.Require((count ?? "").Trim() != "", "a count");
                    int of = Texts.Quantity(count);
                    bool isAnothers = of > 0 && account != "" && (ofAccount ?? "").Trim() != account;
                    if (isAnothers) return;
                    Texts.Require(expected < 0 || expected == of, "a count");
                    expected = of;
                    if (of > 0)
                    {
                        int place = Texts.Quantity(number);
                        Texts.Require(place >= 1 && place <= of, "a record's number");
                        // A record may be delivered twice.
                        if (seen.Add(place)) records.Add(read());
                    }
                    if (records.Count < of) return;
                    done = answered;
                    all = new List<T>(records);
                    answered = null;
                    failed = null;
                }
            }
            catch (Exception e)
            {
                // An answer with an invalid part counts as no answer.
                Fail("The broker's answer is invalid (" + e.Message + ").");
                return;
            }
            done(all);
        }

        internal void Fail(string why)
        {
            Action<string> told;
            lock (mutex)
            {
                told = failed;
                quietUntil = DateTime.UtcNow + Quiet;
                answered = null;
                failed = null;
            }
            if (told != null) told(why);
        }
    }
}
