namespace IncidentGraph.Server.Demo;

/// <summary>A service of XYZ Corp. What it depends on is written as <c>key</c>, critical; <c>key?</c>, not critical; or <c>~key</c>, soft.</summary>
internal sealed record DemoService(
    string Key, string Name, string Team, int Tier, ServiceKind Kind, string Description, IReadOnlyList<string> DependsOn)
{
    public bool IsExternal => Kind == ServiceKind.Supplier;

    public IReadOnlyList<string> Tags => [Kind.ToString().ToLowerInvariant(), Team, .. Tier == 0 ? (string[])["business-critical"] : []];

    // The story's four come first: what checkout depends on.
    public static readonly IReadOnlyList<DemoService> All =
    [
        new("checkout", "Checkout", "payments", 0, ServiceKind.Api, "Turns a cart into a paid order.",
            ["orders-db", "payment-gateway", "inventory-api", "user-auth", "~fraud-screening", "tax-service?", "pricing"]),
        new("orders-db", "Orders database", "orders", 0, ServiceKind.Database, "The record of every order and its state. PostgreSQL, one primary, two replicas.", []),
        new("payment-gateway", "Payment gateway", "payments", 0, ServiceKind.Supplier, "Charges cards and wallets for us. Run by a third party, with a contract of 99.95 % a month.", []),
        new("inventory-api", "Inventory API", "orders", 1, ServiceKind.Api, "What is in stock, where, and what is reserved.", ["inventory-db", "order-service?", "~warehouse-sync"]),
        new("user-auth", "User authentication", "identity", 0, ServiceKind.Api, "Signs customers and staff in, and checks every token.", ["profile-db", "session-cache", "customer-profile?"]),
        new("storefront-web", "Storefront", "storefront", 0, ServiceKind.Page, "The web shop.", ["storefront-bff", "cdn", "~feature-flags"]),
        new("mobile-app", "Mobile app", "storefront", 0, ServiceKind.Page, "The shop on iOS and Android.", ["storefront-bff", "user-auth"]),
        new("storefront-bff", "Storefront gateway", "storefront", 0, ServiceKind.Api, "One entrance for web and mobile; joins what the services answer.",
            ["product-catalogue", "cart", "checkout", "user-auth", "~recommendations", "~search", "~reviews"]),
        new("cart", "Cart", "storefront", 1, ServiceKind.Api, "What a customer is about to buy.", ["session-cache", "pricing", "inventory-api?"]),
        new("product-catalogue", "Product catalogue", "catalogue", 1, ServiceKind.Api, "Everything we sell, with texts, pictures and variants.", ["catalogue-db", "cdn?", "~pricing"]),
        new("pricing", "Pricing", "catalogue", 1, ServiceKind.Api, "The price of a product for a customer, now.", ["promotions?", "catalogue-db"]),
        new("promotions", "Promotions", "catalogue", 2, ServiceKind.Api, "Vouchers and campaigns.", ["product-catalogue", "~customer-profile"]),
        new("search", "Search", "catalogue", 1, ServiceKind.Api, "Finds products, and suggests while typing.", ["search-index", "~product-catalogue"]),
        new("search-index", "Search index", "catalogue", 2, ServiceKind.Database, "The products, arranged for searching.", ["~product-events"]),
        new("recommendations", "Recommendations", "catalogue", 3, ServiceKind.Api, "Others also bought.", ["session-cache", "~data-warehouse"]),
        new("reviews", "Reviews", "catalogue", 3, ServiceKind.Api, "Stars and opinions.", ["catalogue-db", "user-auth?"]),
        new("order-service", "Orders", "orders", 0, ServiceKind.Api, "Takes paid orders and follows them to the door.", ["orders-db", "order-events", "inventory-api"]),
        new("order-events", "Order events", "platform", 0, ServiceKind.Stream, "Every change of an order, in order.", []),
        new("product-events", "Product events", "platform", 2, ServiceKind.Stream, "Every change of a product.", []),
        new("fulfilment", "Fulfilment", "orders", 1, ServiceKind.Job, "Turns orders into parcels.", ["order-events", "inventory-api", "shipping-rates?", "warehouse-sync"]),
        new("shipping-rates", "Shipping rates", "orders", 2, ServiceKind.Supplier, "What a parcel costs with each carrier. Run by a third party.", []),
        new("warehouse-sync", "Warehouse sync", "orders", 2, ServiceKind.Job, "Brings stock levels from the warehouses every five minutes.", ["inventory-db"]),
        new("returns", "Returns", "orders", 2, ServiceKind.Api, "Labels, refunds and restocking.", ["order-service", "payment-gateway", "notifications?"]),
        new("inventory-db", "Inventory database", "orders", 1, ServiceKind.Database, "Stock and reservations.", []),
        new("catalogue-db", "Catalogue database", "catalogue", 1, ServiceKind.Database, "Products and prices.", []),
        new("profile-db", "Profile database", "identity", 0, ServiceKind.Database, "Customers, addresses and credentials.", []),
        new("customer-profile", "Customer profile", "identity", 1, ServiceKind.Api, "Names, addresses, consents.", ["profile-db", "user-auth"]),
        new("session-cache", "Session cache", "platform", 1, ServiceKind.Database, "Sessions and carts, in memory.", []),
        new("fraud-screening", "Fraud screening", "payments", 1, ServiceKind.Api, "Scores a payment before it is taken.", ["customer-profile?", "~data-warehouse"]),
        new("invoicing", "Invoicing", "payments", 2, ServiceKind.Job, "Writes invoices and credit notes.", ["order-events", "tax-service"]),
        new("tax-service", "Tax service", "payments", 2, ServiceKind.Supplier, "Sales tax by address. Run by a third party.", []),
        new("notifications", "Notifications", "platform", 2, ServiceKind.Api, "Mail, text messages and push.", ["order-events?", "mail-provider", "~customer-profile"]),
        new("mail-provider", "Mail provider", "platform", 3, ServiceKind.Supplier, "Delivers our mail. Run by a third party.", []),
        new("cdn", "Content delivery network", "platform", 0, ServiceKind.Supplier, "Pictures and scripts, near the customer. Run by a third party.", []),
        new("feature-flags", "Feature flags", "platform", 2, ServiceKind.Api, "Who sees what is new.", ["~session-cache"]),
        new("data-warehouse", "Data warehouse", "platform", 3, ServiceKind.Database, "Everything that happened, for reports and models.", ["~order-events", "~product-events"]),
    ];
}
