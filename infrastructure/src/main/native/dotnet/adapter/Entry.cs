// The only class that C looks up by name: it fills the table of function pointers. No exception passes from here to C.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Aftm.Exchange
{
    public static unsafe class Entry
    {
        private const CallingConvention C = CallingConvention.Cdecl;

        [UnmanagedFunctionPointer(C)] private delegate int OpenCall(IntPtr options, IntPtr listener, IntPtr context, IntPtr session, IntPtr why);
        [UnmanagedFunctionPointer(C)] private delegate int SessionCall(int session);
        [UnmanagedFunctionPointer(C)] private delegate int PointerCall(int session, IntPtr a);
        [UnmanagedFunctionPointer(C)] private delegate int TwoPointersCall(int session, IntPtr a, IntPtr b);
        [UnmanagedFunctionPointer(C)] private delegate int ThreePointersCall(int session, IntPtr a, IntPtr b, IntPtr c);
        [UnmanagedFunctionPointer(C)] private delegate int PointerAndNumberCall(int session, IntPtr a, int number);
        [UnmanagedFunctionPointer(C)] private delegate int LoginCall(int session, IntPtr user, IntPtr password, int bytes);
        [UnmanagedFunctionPointer(C)] private delegate int ReplaceCall(int session, IntPtr account, IntPtr serial, long price, int quantity, IntPtr reply);
        [UnmanagedFunctionPointer(C)] private delegate int FindCall(int session, long request, IntPtr tags, int count);
        [UnmanagedFunctionPointer(C)] private delegate int QueryCall(int session, long request);
        [UnmanagedFunctionPointer(C)] private delegate int QueryOfCall(int session, long request, IntPtr account);

        /// C keeps pointers to these delegates, so they must never be garbage-collected.
        private static readonly List<Delegate> Rooted = new List<Delegate>();
        private static readonly Dictionary<int, Session> Sessions = new Dictionary<int, Session>();
        private static int lastSession;

        /// Returns 0, the number of the first structure whose size differs from C's, or -1 on failure.
        public static int Fill(string address)
        {
            try
            {
                var table = (Table*)new IntPtr(long.Parse(address, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                int[] sizes =
                {
                    0, sizeof(Description), sizeof(InstrumentRecord), sizeof(OrderRecord), sizeof(ReplyRecord),
                    sizeof(OrderReport), sizeof(FillReport), sizeof(PositionRecord), sizeof(MarginRecord), sizeof(TickRecord),
                    sizeof(StatusRecord), sizeof(AnswerRecord)
                };
                for (int i = 1; i < sizes.Length; i++)
                {
                    if (table->sizes[i] != sizes[i]) return i;
                }
                Session.RequireBroker();
                table->open = Pointer(new OpenCall(Open));
                table->close = Pointer(new SessionCall(Close));
                table->describe = Pointer(new PointerCall((s, a) => Do(s, one => one.Describe((Description*)a))));
                table->login = Pointer(new LoginCall((s, u, p, n) => Do(s, one => one.Login(Texts.Read(u), (byte*)p, n))));
                table->logout = Pointer(new SessionCall(s => Do(s, one => one.Logout())));
                table->accounts = Pointer(new PointerAndNumberCall((s, a, n) => Do(s, one => one.Accounts((byte*)a, n))));
                table->instruments = Pointer(
                    new PointerAndNumberCall((s, a, n) => Do(s, one => one.Instruments((InstrumentRecord*)a, n))));
                table->tradingDay = Pointer(new SessionCall(s => Do(s, one => one.TradingDay())));
                table->sendOrder = Pointer(
                    new TwoPointersCall((s, a, b) => Do(s, one => one.Send((OrderRecord*)a, (ReplyRecord*)b))));
                table->cancelOrder = Pointer(new ThreePointersCall((s, a, b, c) =>
                    Do(s, one => one.Cancel(Texts.Read(a), Texts.Read(b), (ReplyRecord*)c))));
                table->replaceOrder = Pointer(new ReplaceCall((s, a, b, p, n, c) =>
                    Do(s, one => one.Replace(Texts.Read(a), Texts.Read(b), p, n, (ReplyRecord*)c))));
                table->findOrders = Pointer(new FindCall((s, r, a, n) => Do(s, one => one.Find(r, (byte*)a, n))));
                table->queryFills = Pointer(new QueryCall((s, r) => Do(s, one => one.QueryFills(r))));
                table->queryPositions = Pointer(new QueryCall((s, r) => Do(s, one => one.QueryPositions(r))));
                table->queryMargin = Pointer(new QueryOfCall((s, r, a) => Do(s, one => one.QueryMargin(r, Texts.Read(a)))));
                table->subscribe = Pointer(new PointerCall((s, a) => Do(s, one => one.Subscribe(Texts.Read(a)))));
                table->feed = Pointer(
                    new PointerAndNumberCall((s, a, n) => Do(s, one => one.Feed((TickRecord*)a, n != 0))));
                table->counts = Pointer(
                    new TwoPointersCall((s, a, b) => Do(s, one => one.Counts((long*)a, (long*)b))));
                return 0;
            }
            catch (Exception e)
            {
                Console.Error.WriteLine("The adapter cannot be started: " + e.Message);
                return -1;
            }
        }

        private static IntPtr Pointer(Delegate function)
        {
            Rooted.Add(function);
            return Marshal.GetFunctionPointerForDelegate(function);
        }

        private static int Open(IntPtr options, IntPtr listener, IntPtr context, IntPtr session, IntPtr why)
        {
            try
            {
                Sessions[++lastSession] = new Session(Texts.Read(options), listener, context);
                *(int*)session = lastSession;
                return Abi.Ok;
            }
            catch (Exception e)
            {
                Texts.Write(e.Message, ((StatusRecord*)why)->text, Abi.TextBytes);
                return Abi.Failed;
            }
        }

        private static int Close(int session)
        {
            int result = Do(session, one => one.Close());
            Sessions.Remove(session);
            return result;
        }

        /// If the broker's assembly throws, it is unknown what it has done, so the call counts as failed.
        private static int Do(int session, Func<Session, int> call)
        {
            try
            {
                Session found;
                return Sessions.TryGetValue(session, out found) ? call(found) : Abi.Argument;
            }
            catch (Exception e)
            {
                Console.Error.WriteLine("A call of the broker's assembly threw " + e.GetType().Name + ": " + e.Message);
                return Abi.Failed;
            }
        }
    }
}
