// A question to the broker that is answered by events, one record each. The broker says how many there are and which one this is,
// but not whose question it answers: so there is one of a kind at a time, and one that is not answered in time is given up.
using System;
using System.Collections.Generic;
using System.Globalization;

namespace Aftm.Exchange
{
    internal sealed class Question<T>
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

        private readonly object mutex = new object();
        private readonly List<T> records = new List<T>();
        private readonly HashSet<int> seen = new HashSet<int>();
        private Action<List<T>> answered;
        private Action<string> failed;
        private DateTime asked;

        /// Begins; false where another one is still out.
        internal bool Begin(Action<List<T>> whenAnswered, Action<string> whenFailed)
        {
            Action<string> lost = null;
            lock (mutex)
            {
                if (answered != null && DateTime.UtcNow - asked < Patience) return false;
                lost = failed;
                answered = whenAnswered;
                failed = whenFailed;
                asked = DateTime.UtcNow;
                records.Clear();
                seen.Clear();
            }
            if (lost != null) lost("The broker has not answered an earlier question.");
            return true;
        }

        /// One record of the answer; count 0 says that there is none.
        internal void Record(string count, string number, Func<T> read)
        {
            Action<List<T>> done = null;
            List<T> all = null;
            try
            {
                int of = Texts.Quantity(count);
                lock (mutex)
                {
                    if (answered == null) return;
                    // The same record may come twice.
                    if (of > 0 && seen.Add(Texts.Quantity(number))) records.Add(read());
                    if (records.Count < of) return;
                    done = answered;
                    all = new List<T>(records);
                    answered = null;
                    failed = null;
                }
            }
            catch (Exception e)
            {
                // An answer of which a part cannot be understood is none.
                Fail("The broker's answer cannot be understood (" + e.Message + ").");
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
                answered = null;
                failed = null;
            }
            if (told != null) told(why);
        }
    }
}
