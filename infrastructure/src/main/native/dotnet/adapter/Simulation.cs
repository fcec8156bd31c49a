// The stub behind the tests, where the broker's assembly is the stub; the real one has no such class, and this offers nothing.
using System;
using System.Reflection;

namespace Aftm.Exchange
{
    internal sealed class Simulation
    {
        private readonly Type stub;

        internal Simulation()
        {
            stub = typeof(PFCFAPI).Assembly.GetType("StubExchange");
        }

        /// Whether no order reaches a market.
        internal bool IsThere { get { return stub != null; } }

        /// Whether a tape may be played into it.
        internal bool IsFed { get { return IsThere && (bool)Call("IsFed"); } }

        internal void Open(string options)
        {
            if (IsThere) Call("Open", options);
        }

        internal void Feed(string code, decimal price, long time, bool isTrade)
        {
            Call("Feed", code, price, time, isTrade);
        }

        /// Of its market's clock, in milliseconds since 1970; 0 where there is none.
        internal long Time { get { return IsThere ? (long)Call("MarketTime") : 0; } }

        internal long Orders { get { return (long)Call("OrderCount"); } }

        internal long Fills { get { return (long)Call("FillCount"); } }

        internal void Close()
        {
            if (IsThere) Call("Close");
        }

        private object Call(string name, params object[] arguments)
        {
            try
            {
                return stub.GetMethod(name, BindingFlags.Public | BindingFlags.Static).Invoke(null, arguments);
            }
            catch (TargetInvocationException e)
            {
                throw e.InnerException ?? e;
            }
        }
    }
}
